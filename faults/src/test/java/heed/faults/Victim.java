package heed.faults;

/// Who is killed in a round.
enum Victim {
    /// The server; its PostgreSQL lives on until the next start.
    HEED(1),
    /// PostgreSQL, or some of it; the server lives on.
    POSTGRES(2);

    private final int roundsAtOnce;

    Victim(int roundsAtOnce) {
        this.roundsAtOnce = roundsAtOnce;
    }

    /// How many rounds of everything at once there are: of PostgreSQL one for each part, but for the last, which the
    /// test of the transaction id kills.
    int roundsAtOnce() {
        return roundsAtOnce;
    }
}
