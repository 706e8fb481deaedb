package heed.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/// Kills a server at a moment that chance chooses, brings it back where it does not come by itself, and takes the time.
final class Killing {

    private static final PostgresPart[] PARTS = PostgresPart.values();

    private final ChildServer server;
    private final Victim victim;
    private final Random random;

    Killing(ChildServer server, Victim victim, Random random) {
        this.server = server;
        this.victim = victim;
        this.random = random;
    }

    /// Kills once `progress` has come to a part of `whole` that chance chooses, or `over` is done; returns the seconds
    /// until the server answers again.
    double during(int round, LongSupplier progress, long whole) {
        long moment = 1 + random.nextLong(Math.max(1, whole * 9 / 10));
        long nanos = random.nextLong(20_000_000);
        long until = System.nanoTime() + 60_000_000_000L;
        while (progress.getAsLong() < moment && System.nanoTime() < until) {
            LockSupport.parkNanos(500_000);
        }
        LockSupport.parkNanos(nanos);
        return now(round);
    }

    /// Kills at once.
    double now(int round) {
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
            case POSTGRES -> server.killPostgres(PARTS[(round + random.nextInt(PARTS.length)) % PARTS.length], random);
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
