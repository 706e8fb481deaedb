package heed.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What the rounds of one kind came to, as a line of `target/faults/results.md`.
final class Report {

    private static final Path FILE = Path.of("target", "faults", "results.md");
    private static final String HEADER = """
            | during | killed | rounds | acknowledged | lost | repeated | seconds until it answers again, median (longest) |
            |---|---|---:|---:|---:|---:|---:|
            """;

    private final String work;
    private final String killed;
    private final List<Double> seconds = new ArrayList<>();
    private long acknowledged;
    private long lost;
    private long repeated;

    Report(String work, String killed) {
        this.work = work;
        this.killed = killed;
    }

    /// Adds a round.
    ///
    /// @param acknowledged what clients were told that it is done
    /// @param lost how much of that was not there afterwards
    /// @param repeated how much was there twice
    void round(long acknowledged, long lost, long repeated, double recovery) {
        this.acknowledged += acknowledged;
        this.lost += lost;
        this.repeated += repeated;
        seconds.add(recovery);
    }

    long lost() {
        return lost;
    }

    long repeated() {
        return repeated;
    }

    void write() {
        List<Double> sorted = seconds.stream().sorted().toList();
        String line = String.format(Locale.ROOT, "| %s | %s | %d | %d | %d | %d | %.1f (%.1f) |%n", work, killed,
                sorted.size(), acknowledged, lost, repeated, sorted.get(sorted.size() / 2), sorted.getLast());
        try {
            Files.createDirectories(FILE.getParent());
            if (Files.notExists(FILE)) {
                Files.writeString(FILE, HEADER);
            }
            Files.writeString(FILE, line, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        System.out.print("faults: " + line);
    }
}
