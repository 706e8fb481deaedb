package heed.faults;

/// Which of the processes of PostgreSQL.
enum PostgresPart {
    /// The main process; the others end when they notice.
    POSTMASTER,
    /// One of the others, whichever; the main one ends the rest and recovers.
    ONE_OTHER,
    /// All at once.
    EVERYTHING
}
