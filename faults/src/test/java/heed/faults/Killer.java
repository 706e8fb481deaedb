package heed.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.DoubleSupplier;

/// Kills a server at a moment that chance chooses, brings it back where it does not come by itself, and takes the time.
/// Of PostgreSQL it kills each part in turn.
final class Killer {

    private static final PostgresPart[] PARTS = PostgresPart.values();

    private final ChildServer server;
    private final Victim victim;
    private final Random random;

    Killer(ChildServer server, Victim victim, Random random) {
        this.server = server;
        this.victim = victim;
        this.random = random;
    }

    /// Kills once `done`, from 0 to 1, has come to a part that chance chooses; returns the seconds until the server
    /// answers again.
    double kill(int round, DoubleSupplier done) {
        double moment = random.nextDouble(0.9);
        long nanos = random.nextLong(20_000_000);
        long until = System.nanoTime() + 60_000_000_000L;
        double part = done.getAsDouble();
        while (part <= moment && System.nanoTime() < until) {
            LockSupport.parkNanos(500_000);
            part = done.getAsDouble();
        }
        LockSupport.parkNanos(nanos);
        double seconds = kill(round);
        System.out.printf(Locale.ROOT, "faults: killed when %.0f %% was done, back after %.1f s%n", 100 * part,
                seconds);
        return seconds;
    }

    private double kill(int round) {
        long begun = System.nanoTime();
        switch (victim) {
            case HEED -> {
                server.kill();
                try {
                    server.restart();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            case POSTGRES -> server.killPostgres(PARTS[round % PARTS.length], random);
        }
        awaitEffect();
        server.awaitAnswer();
        return (System.nanoTime() - begun) / 1e9;
    }

    /// What is killed may answer once more before anybody notices.
    private void awaitEffect() {
        long until = System.nanoTime() + 500_000_000L;
        while (System.nanoTime() < until && server.wire().get("/deliveries?limit=1").status() == 200) {
            LockSupport.parkNanos(2_000_000);
        }
    }

    boolean endsHeed() {
        return victim == Victim.HEED;
    }
}
