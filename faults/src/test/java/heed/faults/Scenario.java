package heed.faults;

/// A kind of work in the middle of which somebody is killed.
interface Scenario {

    /// What the report calls it.
    String name();

    /// Does the work once, with a kill in its middle, and checks what is left of it.
    ///
    /// @param round from 0
    void round(Killing killing, int round, Report report);
}
