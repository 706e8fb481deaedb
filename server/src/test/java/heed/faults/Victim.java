package heed.faults;

/// Who is killed in a round.
enum Victim {
    /// The server; its PostgreSQL lives on until the next start.
    HEED,
    /// PostgreSQL, or some of it; the server lives on.
    POSTGRES
}
