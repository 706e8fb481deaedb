package heed.database;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heed.testing.TestServer;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class EmbeddedPostgresIT {

    @ParameterizedTest
    @CsvSource({"fsync,on", "synchronous_commit,on", "full_page_writes,on", "password_encryption,scram-sha-256",
            "listen_addresses,127.0.0.1", "unix_socket_directories,''", "data_checksums,on", "TimeZone,UTC"})
    void itIsDurableAndPrivate(String setting, String value) {
        assertThat(TestServer.bean(JdbcClient.class).sql("select current_setting(:name)").param("name", setting)
                .query(String.class).single()).isEqualTo(value);
    }

    @Test
    void nobodyComesInWithoutThePassword() throws IOException {
        HeedHome home = TestServer.bean(HeedHome.class);
        String url = Postmaster.of(home.path().resolve("pg")).map(p -> "jdbc:postgresql://127.0.0.1:" + p.port() + "/")
                .orElseThrow();

        assertThatThrownBy(() -> DriverManager.getConnection(url, "postgres", "wrong").close())
                .isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> DriverManager.getConnection(url, "postgres", "").close())
                .isInstanceOf(SQLException.class);
        try (var lines = Files.lines(home.path().resolve("pg/pg_hba.conf"))) {
            assertThat(lines.filter(line -> !line.isBlank() && !line.startsWith("#")))
                    .isNotEmpty().allMatch(line -> line.endsWith("scram-sha-256"));
        }
    }

    @Test
    void nobodyElseReadsItsFiles() throws IOException {
        Path home = TestServer.bean(HeedHome.class).path();

        assertThat(permissions(home)).isEqualTo("rwx------");
        assertThat(permissions(home.resolve("pg"))).isEqualTo("rwx------");
        assertThat(permissions(home.resolve("bin"))).isEqualTo("rwx------");
        assertThat(permissions(home.resolve("database-password"))).isEqualTo("rw-------");
    }

    @Test
    void whatWasCommittedOutlivesAKilledHeedAndItsPostgres() throws IOException, InterruptedException, SQLException {
        Path home = home("killed");
        Process child = child(home);
        Postmaster survivor = Postmaster.of(home.resolve("pg")).orElseThrow();

        assertThatThrownBy(() -> HeedHome.open(home)).isInstanceOf(DatabaseRefused.class)
                .hasMessageContaining("another Heed").hasMessageContaining("process " + child.pid());
        child.destroyForcibly().waitFor();
        assertThat(survivor.process().isAlive()).isTrue();

        try (HeedHome taken = HeedHome.open(home); EmbeddedDatabase database = EmbeddedDatabase.start(taken)) {
            assertThat(survivor.process().isAlive()).isFalse();
            assertThat(answers(database)).isEqualTo("42");
        }
        assertThat(Postmaster.of(home.resolve("pg"))).isEmpty();
        assertThat(secondStart(home)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void aDeadPostgresWhoseNumberAnotherProgramHasIsNoObstacle() throws IOException, SQLException {
        Path path = home("stale");
        try (HeedHome home = HeedHome.open(path)) {
            EmbeddedDatabase.start(home).close();
            Files.writeString(path.resolve("pg/postmaster.pid"), ProcessHandle.current().pid() + "\n"
                    + path.resolve("pg") + "\n1700000000\n5432\n\n127.0.0.1\n");

            try (EmbeddedDatabase database = EmbeddedDatabase.start(home); var connection = connect(database)) {
                assertThat(connection.isValid(1)).isTrue();
            }
        }
    }

    @Test
    void aFirstStartThatWasCutOffIsPutAsideAndBegunAnew() throws IOException, SQLException {
        Path path = home("cut-off");
        Files.createDirectories(path.resolve("pg/base"));
        Files.writeString(path.resolve("pg/PG_VERSION"), "18\n");
        Files.writeString(path.resolve("pg.unfinished"), "");

        try (HeedHome home = HeedHome.open(path);
                EmbeddedDatabase database = EmbeddedDatabase.start(home);
                var connection = connect(database);
                var entries = Files.list(path)) {
            assertThat(connection.isValid(1)).isTrue();
            assertThat(entries.map(entry -> entry.getFileName().toString()))
                    .anyMatch(name -> name.startsWith("pg.cut-off-"))
                    .doesNotContain("pg.unfinished");
        }
    }

    @Test
    void aHomeOfOthersKeepsItsPermissions() throws IOException {
        Path shared = Files.createDirectories(TestServer.home("shared"));
        Files.writeString(shared.resolve("theirs"), "");
        Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxr-xr-x"));

        HeedHome.open(shared).close();

        assertThat(permissions(shared)).isEqualTo("rwxr-xr-x");
        assertThat(permissions(shared.resolve("instance.lock"))).isEqualTo("rw-------");
    }

    private static Duration secondStart(Path path) {
        Instant began = Instant.now();
        try (HeedHome home = HeedHome.open(path); EmbeddedDatabase _ = EmbeddedDatabase.start(home)) {
            Duration took = Duration.between(began, Instant.now());
            System.out.println("A second start of the embedded PostgreSQL took " + took.toMillis() + " ms");
            return took;
        }
    }

    /// A fresh home, with the programs that the server of the tests has unpacked already.
    private static Path home(String name) throws IOException {
        Path programs = TestServer.bean(HeedHome.class).path().resolve("bin");
        Path home = Files.createDirectories(TestServer.home(name)).toRealPath();
        Files.createSymbolicLink(home.resolve("bin"), programs);
        return home;
    }

    private static Process child(Path home) throws IOException {
        Process child = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                classPath(), ChildHeed.class.getName(), home.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        var output = new BufferedReader(new InputStreamReader(child.getInputStream(), UTF_8));
        assertThat(output.lines().filter(ChildHeed.READY::equals).findFirst()).isPresent();
        return child;
    }

    private static String classPath() {
        return ChildHeed.class.getClassLoader() instanceof URLClassLoader loader
                ? Arrays.stream(loader.getURLs()).map(URL::getPath).collect(Collectors.joining(File.pathSeparator))
                : System.getProperty("java.class.path");
    }

    private static String answers(EmbeddedDatabase database) throws SQLException {
        try (var connection = connect(database);
                var found = connection.createStatement()
                        .executeQuery("select string_agg(answer::text, ',') from kept")) {
            found.next();
            return found.getString(1);
        }
    }

    private static Connection connect(EmbeddedDatabase database) throws SQLException {
        return DriverManager.getConnection(database.url(), EmbeddedDatabase.USER, database.password());
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
