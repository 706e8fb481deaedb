package heed.faults;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/// The whole server in a JVM of its own, to be killed. Started again, it keeps its directory and its port.
final class ChildServer implements AutoCloseable {

    private static final String KEY = "faults-key";
    /// What the first server that ends in peace leaves for the next ones to start sooner: its classes, read and checked.
    private static final Path CLASSES = Path.of("target", "faults", "heed.jsa").toAbsolutePath();

    private static final long PATIENCE_NANOS = 120_000_000_000L;

    private final Path home;
    private final Path output;
    private final Map<String, String> settings;
    private final Wire wire;
    private Process process;

    private ChildServer(Path home, Map<String, String> settings, int port) throws IOException {
        this.home = home;
        this.output = home.resolveSibling(home.getFileName() + ".log");
        this.settings = new HashMap<>(settings);
        this.settings.putAll(Map.of("HEED_HOME", home.toString(), "HEED_PORT", Integer.toString(port), "HEED_API_KEY",
                KEY));
        this.wire = new Wire("http://127.0.0.1:" + port, KEY);
        this.process = launch();
    }

    /// Starts it on a free port, and waits until it answers.
    static ChildServer start(Path home, Map<String, String> settings) throws IOException {
        Files.createDirectories(home);
        ChildServer server = new ChildServer(home, settings, freePort());
        server.awaitAnswer();
        return server;
    }

    Wire wire() {
        return wire;
    }

    /// What it has printed so far, in all its lives.
    String log() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A look at its embedded database that it knows nothing of.
    JdbcClient database() {
        return JdbcClient.create(source());
    }

    Connection connect() throws SQLException {
        return source().getConnection();
    }

    private DriverManagerDataSource source() {
        try {
            String port = Files.readAllLines(home.resolve("pg/postmaster.pid")).get(3).strip();
            return new DriverManagerDataSource("jdbc:postgresql://127.0.0.1:" + port + "/heed", "postgres",
                    Files.readString(home.resolve("database-password")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Ends it with SIGKILL. Its PostgreSQL lives on.
    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /// Ends it as an operator does.
    void stop() {
        process.destroy();
        awaitEnd();
    }

    /// Starts it again at once.
    void restart() throws IOException {
        process = launch();
    }

    /// Waits until it answers a request that reads the database.
    void awaitAnswer() {
        long until = System.nanoTime() + PATIENCE_NANOS;
        while (wire.get("/deliveries?limit=1").status() != 200) {
            if (!process.isAlive() || System.nanoTime() > until) {
                throw new AssertionError("the server does not answer:\n" + log());
            }
            LockSupport.parkNanos(20_000_000);
        }
    }

    /// Ends some of its PostgreSQL with SIGKILL.
    void killPostgres(PostgresPart part, Random random) {
        ProcessHandle postmaster = postmaster();
        List<ProcessHandle> others = postmaster.descendants().toList();
        switch (part) {
            case POSTMASTER -> postmaster.destroyForcibly();
            case ONE_OTHER -> others.get(random.nextInt(others.size())).destroyForcibly();
            case EVERYTHING -> {
                postmaster.destroyForcibly();
                others.forEach(ProcessHandle::destroyForcibly);
            }
        }
    }

    ProcessHandle postmaster() {
        try {
            long pid = Long.parseLong(Files.readAllLines(home.resolve("pg/postmaster.pid")).getFirst().strip());
            return ProcessHandle.of(pid).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            stop();
        }
    }

    private Process launch() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:+AutoCreateSharedArchive",
                "-XX:SharedArchiveFile=" + CLASSES, "--enable-native-access=ALL-UNNAMED", "-cp", classPath(),
                "heed.cli.Heed", "serve").redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        builder.environment().putAll(settings);
        return builder.start();
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(PATIENCE_NANOS, TimeUnit.NANOSECONDS)) {
                throw new AssertionError("the server does not end:\n" + log());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static String classPath() {
        return ChildServer.class.getClassLoader() instanceof URLClassLoader loader
                ? Arrays.stream(loader.getURLs()).map(URL::getPath).collect(Collectors.joining(File.pathSeparator))
                : System.getProperty("java.class.path");
    }
}
