package heed.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The PostgreSQL that Heed brings along, kept under HEED_HOME.
///
/// The library behind it is made for tests (no fsync, no password, data deleted at the end); everything here turns
/// that round. Works for root, who runs it in a user namespace of its own, and for an ordinary user.
final class EmbeddedDatabase implements AutoCloseable {

    static final String USER = "postgres";

    private static final Logger log = LoggerFactory.getLogger(EmbeddedDatabase.class);
    private static final String NAME = "heed";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Path data;
    private final @Nullable EmbeddedPostgres library;
    private final Postmaster postmaster;
    private final String password;
    private final PostmasterWatch watch;

    /// @param library null: it gave up waiting, but PostgreSQL lives
    private EmbeddedDatabase(Path data, @Nullable EmbeddedPostgres library, Postmaster postmaster, String password) {
        this.data = data;
        this.library = library;
        this.postmaster = postmaster;
        this.password = password;
        this.watch = new PostmasterWatch(data);
    }

    /// Starts it; a first start makes the database, a later one finds everything that was committed.
    ///
    /// @throws DatabaseRefused when it cannot start; the message quotes what PostgreSQL said
    static EmbeddedDatabase start(HeedHome home) {
        long began = System.nanoTime();
        Path data = home.path().resolve("pg");
        Postmaster.of(data).ifPresent(survivor -> {
            log.warn("A PostgreSQL (process {}) outlived the Heed before: stopping it", survivor.process().pid());
            survivor.stop();
        });
        Postmaster.forgetDead(data);
        Path unfinished = home.path().resolve("pg.unfinished");
        beginAnew(data, unfinished);
        Path secret = home.secret("database-password", HeedHome::randomSecret);
        try {
            EmbeddedDatabase database = launch(home, data, secret);
            database.watch.begin(database.postmaster);
            Files.deleteIfExists(unfinished);
            log.info("PostgreSQL is ready under {} after {} ms", data, (System.nanoTime() - began) / 1_000_000);
            return database;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What PostgreSQL refuses is not in its log, for its first line may repeat a value, an address among them. It is
    /// told to Heed. What happens beside Heed's connections (a full disk, a crash) is logged as always.
    String url() {
        return url(NAME) + "?options=-c%20log_min_messages%3Dlog";
    }

    String password() {
        return password;
    }

    /// From now on it may end on its own.
    void ending() {
        watch.close();
    }

    /// Stops it cleanly. Its files stay.
    @Override
    public void close() {
        ending();
        try {
            if (library != null) {
                library.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            // The library waits five seconds only.
            Postmaster.of(data).ifPresent(Postmaster::stop);
        }
    }

    /// A first start that was cut off leaves half a data directory which holds nobody's data yet. It is put aside.
    private static void beginAnew(Path data, Path unfinished) {
        try {
            if (Files.exists(unfinished) && Files.exists(data)) {
                Files.move(data, data.resolveSibling("pg.cut-off-" + Files.getLastModifiedTime(unfinished).toMillis()));
            }
            if (Files.notExists(data)) {
                Files.writeString(unfinished, "");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static EmbeddedDatabase launch(HeedHome home, Path data, Path secret) throws IOException {
        File output = home.path().resolve("pg-start.log").toFile();
        String failure = "no process";
        EmbeddedPostgres library = null;
        try {
            library = settings(EmbeddedPostgres.builder(), home, data, secret, output).start();
        } catch (IOException | IllegalStateException e) {
            failure = e.getMessage();
        }
        String said = failure;
        Postmaster postmaster = Postmaster.of(data)
                .orElseThrow(() -> new DatabaseRefused("the embedded PostgreSQL under " + data
                        + " does not start: " + said + ". It said: " + tail(output.toPath()) + " See also " + data
                        + "/log."));
        var database = new EmbeddedDatabase(data, library, postmaster, Files.readString(secret));
        database.awaitReady();
        return database;
    }

    private static EmbeddedPostgres.Builder settings(EmbeddedPostgres.Builder builder, HeedHome home, Path data,
            Path secret, File output) throws IOException {
        return speed(builder.setDataDirectory(data).setCleanDataDirectory(false).setRegisterShutdownHook(false)
                .setOverrideWorkingDirectory(programs(home)).setPGStartupWait(PATIENCE)
                .setOutputRedirector(ProcessBuilder.Redirect.to(output))
                .setErrorRedirector(ProcessBuilder.Redirect.to(output))
                // Durable: what is answered is on disk.
                .setServerConfig("fsync", "on").setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                // Only this machine, only with the password.
                .setServerConfig("listen_addresses", "127.0.0.1").setServerConfig("unix_socket_directories", "")
                .setLocaleConfig("auth", "scram-sha-256").setLocaleConfig("pwfile", secret.toString())
                .setConnectConfig("password", Files.readString(secret))
                // Every comparison by code point, the same on each machine.
                .setLocaleConfig("locale-provider", "builtin").setLocaleConfig("builtin-locale", "C.UTF-8")
                .setLocaleConfig("locale", "C")
                // A week of logs, without statements or details: those could hold addresses.
                .setServerConfig("logging_collector", "on").setServerConfig("log_directory", "log")
                .setServerConfig("log_filename", "postgresql-%a.log")
                .setServerConfig("log_truncate_on_rotation", "on").setServerConfig("log_rotation_age", "1d")
                .setServerConfig("log_error_verbosity", "terse").setServerConfig("log_min_error_statement", "panic"),
                EmbeddedMemory.ofThisMachine());
    }

    /// Room for imports and the load of the profile index. Fewer checkpoints write fewer whole pages into the log, of
    /// which an import of random keys touches nearly all; after a crash there is more of the log to read. Those pages are
    /// packed: a choice touches some three that no other choice touched since the last checkpoint.
    private static EmbeddedPostgres.Builder speed(EmbeddedPostgres.Builder builder, EmbeddedMemory memory) {
        return builder.setServerConfig("max_connections", "100")
                .setServerConfig("shared_buffers", memory.sharedBuffers())
                .setServerConfig("effective_cache_size", memory.cache())
                .setServerConfig("work_mem", "32MB").setServerConfig("maintenance_work_mem", memory.maintenance())
                .setServerConfig("max_wal_size", "4GB").setServerConfig("checkpoint_timeout", "15min")
                .setServerConfig("wal_compression", "on")
                .setServerConfig("jit", "off");
    }

    /// The library makes this one writable for everybody: its parent is not.
    private static File programs(HeedHome home) {
        return home.directory("bin").resolve("postgresql").toFile();
    }

    /// Recovery after a crash may take longer than the library waits: as long as the process lives, so do we.
    private void awaitReady() {
        while (true) {
            try (Connection connection = DriverManager.getConnection(url(USER), USER, password);
                    Statement statement = connection.createStatement()) {
                makeDatabase(statement);
                return;
            } catch (SQLException e) {
                if (!"57P03".equals(e.getSQLState())) {
                    postmaster.stop();
                    throw new DatabaseRefused("the embedded PostgreSQL under " + data + " refuses Heed: "
                            + e.getMessage(), e);
                }
            }
            if (postmaster.endsWithin(Duration.ofMillis(200))) {
                throw new DatabaseRefused("the embedded PostgreSQL under " + data + " ended. See " + data + "/log.");
            }
        }
    }

    private static void makeDatabase(Statement statement) throws SQLException {
        try (var found = statement.executeQuery("select 1 from pg_database where datname = '" + NAME + "'")) {
            if (found.next()) {
                return;
            }
        }
        statement.execute("create database " + NAME);
    }

    private String url(String name) {
        return "jdbc:postgresql://127.0.0.1:" + postmaster.port() + "/" + name;
    }

    private static String tail(Path file) {
        try {
            String text = Files.exists(file) ? Files.readString(file).strip() : "";
            return text.substring(Math.max(0, text.length() - 1000));
        } catch (IOException e) {
            return "(unreadable: " + e.getMessage() + ")";
        }
    }
}
