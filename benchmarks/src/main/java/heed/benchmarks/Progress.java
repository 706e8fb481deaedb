package heed.benchmarks;

/// Says what the run does, with the seconds since its start.
public final class Progress {

    private final long start = System.nanoTime();

    /// One line.
    public void say(String what) {
        System.out.printf("%6.1f s  %s%n", (System.nanoTime() - start) / 1e9, what);
    }
}
