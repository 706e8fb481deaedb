package heed.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.concurrent.Callable;

/// Analyses one population with Heed's engine and with DuckDB, and compares answers and times.
public final class AnalysisBenchmark {

    private static final int RUNS = 7;

    private AnalysisBenchmark() {
    }

    /// Arguments: how many profiles; the folder for the result.
    public static void main(String[] args) throws Exception {
        int size = Integer.parseInt(args[0]);
        MadeUpPopulation people = new MadeUpPopulation(size);
        HeedRun heed = new HeedRun(people);
        try (DuckDbRun duckDb = new DuckDbRun(people)) {
            Outcome ours = HeedRun.outcome(heed.analyse());
            Outcome theirs = duckDb.analyse();
            if (!ours.equals(theirs)) {
                System.err.println("different answers\nHeed   " + ours + "\nDuckDB " + theirs);
                System.exit(1);
            }
            double heedMillis = median(heed::analyse);
            double duckMillis = median(duckDb::analyse);
            report(size, ours, heedMillis, duckMillis, Path.of(args[1]));
        }
    }

    private static double median(Callable<?> run) throws Exception {
        long[] nanos = new long[RUNS];
        for (int i = 0; i < RUNS; i++) {
            long start = System.nanoTime();
            if (run.call() == null) {
                throw new IllegalStateException("no answer");
            }
            nanos[i] = System.nanoTime() - start;
        }
        Arrays.sort(nanos);
        return nanos[RUNS / 2] / 1e6;
    }

    private static void report(int size, Outcome outcome, double heed, double duckDb, Path folder)
            throws IOException, SQLException {
        LocalDate today = LocalDate.now(Clock.systemUTC());
        String page = """
                # %s: analysis of %,d profiles
                Made by `benchmarks/run %d`, median of %d runs after one that checked that both answer the same
                (%,d targeted). %d processors, Java %s, DuckDB %s in memory, facts loaded beforehand.

                | engine | makes | ms |
                |---|---|---:|
                | Heed | target, a bitmap a cause, three counts a cause | %.1f |
                | DuckDB | a table of decisions, deciding counts | %.1f |

                Heed is %.0f times as fast.
                """.formatted(today, size, size, RUNS, outcome.target(), Runtime.getRuntime().availableProcessors(),
                Runtime.version(), duckDbVersion(), heed, duckDb, duckDb / heed);
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(today + ".md"), page);
        System.out.println(page);
    }

    private static String duckDbVersion() throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:duckdb:")) {
            return connection.getMetaData().getDatabaseProductVersion();
        }
    }
}
