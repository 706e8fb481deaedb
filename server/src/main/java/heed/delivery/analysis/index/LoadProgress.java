package heed.delivery.analysis.index;

/// How far a reading has come: rows read of the rows that the database's statistics let expect. Written by one thread.
final class LoadProgress {
    /// Rows between two looks that others may have.
    private static final int STEP = 0xFFFF;
    /// More is said by the end alone: statistics may be old.
    private static final double NEARLY = 0.99;

    private final long expected;
    private long rows;
    private volatile long seen;

    LoadProgress(long expected) {
        this.expected = expected;
    }

    void row() {
        rows++;
        if ((rows & STEP) == 0) {
            seen = rows;
        }
    }

    /// 0 to 0.99.
    double share() {
        return expected <= 0 ? 0 : Math.min(NEARLY, (double) seen / expected);
    }
}
