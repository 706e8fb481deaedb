package heed.faults;

import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/// Several kinds of work begin together, and one kill comes in their middle. For one round.
final class SharedKilling implements Killing {

    private static final int PATIENCE_SECONDS = 120;

    private final Killer killer;
    private final CyclicBarrier ready;
    private final CyclicBarrier begun;
    private final List<DoubleSupplier> parts = new CopyOnWriteArrayList<>();
    private volatile double seconds;

    /// @param kinds how many kinds of work
    SharedKilling(Killer killer, int round, int kinds) {
        this.killer = killer;
        this.ready = new CyclicBarrier(kinds);
        this.begun = new CyclicBarrier(kinds, () -> kill(round));
    }

    @Override
    public void begin() {
        await(ready);
    }

    @Override
    public double during(int round, LongSupplier progress, long whole) {
        parts.add(() -> Math.min(whole, progress.getAsLong()) / (double) whole);
        await(begun);
        return seconds;
    }

    @Override
    public boolean isShared() {
        return true;
    }

    @Override
    public boolean endsHeed() {
        return killer.endsHeed();
    }

    private void kill(int round) {
        seconds = killer.kill(round,
                () -> parts.stream().mapToDouble(DoubleSupplier::getAsDouble).average().orElseThrow());
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        } catch (BrokenBarrierException | TimeoutException e) {
            throw new AssertionError("another kind of work failed", e);
        }
    }
}
