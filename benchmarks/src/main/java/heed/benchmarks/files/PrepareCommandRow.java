package heed.benchmarks.files;

import heed.benchmarks.Figure;
import heed.benchmarks.Formulations;
import heed.benchmarks.PopulationFiles;
import heed.benchmarks.Row;
import heed.benchmarks.Setting;
import heed.benchmarks.Sql;
import heed.benchmarks.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// `heed prepare` in a JVM of its own with 2 GiB of heap, start of the JVM included, beside DuckDB in this process:
/// the same CSV files in, target and exclusions as CSV files out.
public final class PrepareCommandRow implements Row {

    private static final List<String> STATEMENTS = List.of("duckdb/prepare.sql", "duckdb/prepare-window.sql");

    @Override
    public List<Figure> measure(Setting setting) throws Exception {
        Path ours = Files.createDirectories(setting.scratch().resolve("heed-prepare"));
        Path theirs = Files.createDirectories(setting.scratch().resolve("duckdb-prepare"));
        long[] peak = new long[1];
        Value heed = Value.ofTurns(setting.warmUps(), setting.turns(),
                turn -> Value.nanos(() -> peak[0] = Math.max(peak[0],
                        prepare(setting.files(), ours))));
        setting.progress().say("heed prepare: %s, at most %,d MB resident".formatted(heed.text(), peak[0] >> 10));
        Value duckDb = Formulations.best(setting.progress(), STATEMENTS, file -> {
            Value value = Value.ofTurns(setting.warmUps(), setting.turns(),
                    turn -> Value.nanos(() -> duckDb(file, setting.files(), theirs)));
            DifferentAnswers.check(file, sums(ours), sums(theirs));
            return value;
        });
        return List.of(Figure.within("prepare-command",
                "`heed prepare`, files to files, -Xmx2g (%,d MB resident)".formatted(peak[0] >> 10), heed,
                "DuckDB from CSV to CSV with lower(trim())", duckDb, 1.25));
    }

    /// Runs the command; gives the most memory that was seen resident, in kB.
    private static long prepare(PopulationFiles files, Path out) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx2g", "-XX:+UseCompactObjectHeaders", "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED", "-jar", jar().toString(), "prepare", "--channel", "email",
                "--profiles", files.profiles().toString(), "--opt-outs", files.optOuts().toString(), "--quarantine",
                files.quarantine().toString(), "--excluded-domains", files.excludedDomains().toString(), "--target",
                out.resolve("target.csv").toString(), "--exclusions", out.resolve("exclusions.csv").toString())
                .redirectOutput(out.resolve("output.txt").toFile()).redirectErrorStream(true).start();
        long peak = 0;
        while (!process.waitFor(50, TimeUnit.MILLISECONDS)) {
            peak = Math.max(peak, resident(process.pid()));
        }
        if (process.exitValue() != 0) {
            throw new IOException("heed prepare ended with " + process.exitValue() + ": "
                    + Files.readString(out.resolve("output.txt")));
        }
        return peak;
    }

    private static long resident(long process) throws IOException {
        Path status = Path.of("/proc", Long.toString(process), "status");
        if (!Files.exists(status)) {
            return 0;
        }
        try (var lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", ""))).findFirst().orElse(0);
        } catch (UncheckedIOException ended) {
            return 0;
        }
    }

    private static Path jar() throws IOException {
        try (var jars = Files.newDirectoryStream(Path.of("server", "target"), "server-*-exec.jar")) {
            return jars.iterator().next();
        }
    }

    private static void duckDb(String file, PopulationFiles files, Path out) throws SQLException, IOException {
        Map<String, Object> values = Map.of("profiles", files.profiles(), "opt_outs", files.optOuts(), "quarantine",
                files.quarantine(), "excluded_domains", files.excludedDomains(), "target", out.resolve("target.csv"),
                "exclusions", out.resolve("exclusions.csv"));
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute(Sql.of(file, values));
        }
    }

    /// Rows and checksums of target and exclusions.
    private static List<Long> sums(Path out) throws SQLException, IOException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                var row = statement.executeQuery(Sql.of("duckdb/prepare-checksum.sql", Map.of("out", out)))) {
            row.next();
            return List.of(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4));
        }
    }
}
