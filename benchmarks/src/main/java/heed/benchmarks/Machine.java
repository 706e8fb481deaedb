package heed.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/// What the figures were measured on.
final class Machine {

    private static final Path CPU = Path.of("/proc/cpuinfo");

    private Machine() {
    }

    /// One line: processor, memory, versions.
    static String describe(RunningHeed heed) throws IOException, SQLException {
        var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        try (Connection postgres = heed.connect(); Connection duckDb = DriverManager.getConnection("jdbc:duckdb:")) {
            return "%s, %d cores, %d GB of memory, %s; Java %s with %d MB of heap; PostgreSQL %s (embedded); DuckDB %s"
                    .formatted(processor(), Runtime.getRuntime().availableProcessors(),
                            system.getTotalMemorySize() >> 30, System.getProperty("os.name"), Runtime.version(),
                            Runtime.getRuntime().maxMemory() >> 20,
                            postgres.getMetaData().getDatabaseProductVersion(),
                            duckDb.getMetaData().getDatabaseProductVersion());
        }
    }

    private static String processor() throws IOException {
        if (!Files.exists(CPU)) {
            return System.getProperty("os.arch", "unknown processor");
        }
        return Files.readAllLines(CPU).stream().filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip()).findFirst()
                .orElse(System.getProperty("os.arch", "unknown processor"));
    }
}
