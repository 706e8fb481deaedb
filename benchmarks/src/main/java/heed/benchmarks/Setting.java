package heed.benchmarks;

import java.nio.file.Path;

/// What a row measures on.
///
/// @param people who is in the database: profile ids are the numbers of the population
/// @param files the same as files
/// @param heed the running server, filled with them
/// @param filling how long it took to fill it
/// @param progress says what happens
/// @param scratch a folder for anything else, emptied at the next start
public record Setting(Population people, PopulationFiles files, RunningHeed heed, Filling.Times filling,
        Progress progress, Path scratch) {

    private static final int LARGE = 2_000_000;

    /// How often what takes long is repeated, warm-ups apart.
    public int turns() {
        return people.size() > LARGE ? 1 : 3;
    }

    /// How often what takes long is warmed up.
    public int warmUps() {
        return people.size() > LARGE ? 0 : 1;
    }
}
