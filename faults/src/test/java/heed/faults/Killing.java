package heed.faults;

import java.util.function.LongSupplier;

/// A kill that comes in the middle of work.
interface Killing {

    /// Everything is ready: the work begins now. Where several kinds of work share a kill, waits for the others.
    void begin();

    /// Work has begun in other threads: kills when its progress has come to a part of `whole` that chance chooses, or it
    /// is over.
    ///
    /// @param round from 0
    /// @return the seconds until the server answers again
    double during(int round, LongSupplier progress, long whole);

    /// Do other kinds of work share it?
    boolean isShared();

    /// Is the server killed, not its PostgreSQL?
    boolean endsHeed();
}
