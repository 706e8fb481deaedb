package heed.faults;

import java.util.function.LongSupplier;

/// One kind of work has the kill for itself.
record AloneKilling(Killer killer) implements Killing {

    @Override
    public void begin() {
        // There is nobody to wait for.
    }

    @Override
    public double during(int round, LongSupplier progress, long whole) {
        return killer.kill(round, () -> Math.min(whole, progress.getAsLong()) / (double) whole);
    }

    @Override
    public boolean isShared() {
        return false;
    }

    @Override
    public boolean endsHeed() {
        return killer.endsHeed();
    }
}
