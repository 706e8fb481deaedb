package heed.benchmarks;

import java.util.Arrays;
import java.util.List;

/// What the run was asked.
///
/// @param profiles how many
/// @param seed of the population
/// @param only the rows to measure; empty for all
/// @param reuse whether a home of this size and seed that is there already may be used: for tuning, no import is
///     measured then
/// @param docs whether the table goes into docs/performance
public record Options(int profiles, long seed, List<String> only, boolean reuse, boolean docs) {

    private static final int USUAL = 1_000_000;

    /// Reads `[PROFILES] [--seed N] [--only ROW,…] [--reuse] [--docs]`.
    static Options of(List<String> words) {
        String size = words.isEmpty() || words.getFirst().startsWith("--") ? "" : words.getFirst();
        List<String> only = Arrays.stream(after(words, "--only").split(",", -1)).filter(row -> !row.isEmpty()).toList();
        String seed = after(words, "--seed");
        return new Options(size.isEmpty() ? USUAL : Integer.parseInt(size), seed.isEmpty() ? 1 : Long.parseLong(seed),
                only, words.contains("--reuse"), words.contains("--docs"));
    }

    private static String after(List<String> words, String option) {
        int place = words.indexOf(option);
        return place < 0 ? "" : words.get(place + 1);
    }
}
