package heed.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.springframework.util.FileSystemUtils;

/// The run: fills a Heed with the population, measures row after row, writes the table.
public final class Benchmarks {

    private static final Path RESULTS = Path.of("benchmarks", "results");
    private static final Path DOCUMENT = Path.of("docs", "performance", "README.md");

    private final Options options;
    private final Progress progress = new Progress();

    private Benchmarks(Options options) {
        this.options = options;
    }

    /// Takes the words of `benchmarks/run`; started in the root of the repository.
    public static void main(String[] args) throws Exception {
        new Benchmarks(Options.of(List.of(args))).run();
    }

    private void run() throws Exception {
        progress.say("%,d profiles from seed %d".formatted(options.profiles(), options.seed()));
        Path folder = Path.of("benchmarks", "target", "run-" + options.profiles() + "-" + options.seed());
        Properties left = options.reuse() ? Filling.left(folder) : new Properties();
        boolean fresh = left.isEmpty();
        if (fresh) {
            FileSystemUtils.deleteRecursively(folder);
        }
        Instant base = fresh
                ? Clock.systemUTC().instant().truncatedTo(ChronoUnit.DAYS)
                : Instant.parse(left.getProperty("base"));
        Population people = new Population(options.profiles(), options.seed(), base);
        PopulationFiles files = new PopulationFiles(folder.resolve("files"));
        if (fresh) {
            files.write(people);
            progress.say("wrote the population's files");
        }
        try (RunningHeed heed = RunningHeed.start(folder.resolve("home"))) {
            Filling.Times times = fresh
                    ? new Filling(heed, files, progress).fill()
                    : new Filling.Times(Double.parseDouble(left.getProperty("profiles")), false);
            Filling.leave(folder, people, times);
            Path scratch = folder.resolve("scratch");
            FileSystemUtils.deleteRecursively(scratch);
            measure(new Setting(people, files, heed, times, progress, Files.createDirectories(scratch)));
        }
    }

    private void measure(Setting setting) throws Exception {
        List<Figure> figures = new ArrayList<>();
        String page = "";
        Map<String, Row> rows = Rows.all();
        Set<String> left = new HashSet<>(rows.keySet());
        for (Map.Entry<String, Row> row : rows.entrySet()) {
            if (options.only().isEmpty() || options.only().contains(row.getKey())) {
                progress.say("measuring " + row.getKey());
                figures.addAll(row.getValue().measure(setting));
                left.remove(row.getKey());
                // After every row: a run of an hour that is interrupted has told what it knows.
                page = new Report(options, Machine.describe(setting.heed()), figures, left.isEmpty())
                        .write(RESULTS);
            }
        }
        System.out.println();
        System.out.println(page);
        if (options.docs() && options.only().isEmpty()) {
            Report.into(DOCUMENT, page);
        }
        progress.say("done");
    }
}
