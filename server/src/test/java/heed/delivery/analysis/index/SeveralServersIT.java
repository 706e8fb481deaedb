package heed.delivery.analysis.index;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import heed.HeedServer;
import heed.testing.Api;
import heed.testing.TestServer;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/// Several servers on one database, several databases in one cluster, and one database moved to another cluster.
class SeveralServersIT {
    private final HikariDataSource database = (HikariDataSource) TestServer.bean(DataSource.class);
    private final ProfileIndex index = TestServer.bean(ProfileIndex.class);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void twoServersOnOneDatabaseSeeWhatTheOtherWrites() {
        String address = database.getJdbcUrl();
        String url = address + (address.contains("?") ? "&" : "?") + "user=" + database.getUsername() + "&password="
                + URLEncoder.encode(database.getPassword(), StandardCharsets.UTF_8);
        try (ConfigurableApplicationContext second = server("second", url)) {
            ProfileIndex other = second.getBean(ProfileIndex.class);
            Api here = TestServer.api();
            Api there = new Api(url(second), TestServer.ADMIN_KEY);
            CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> choices(there, "there"));
            choices(here, "here");
            writing.join();

            assertThat(index.equalsFreshLoad()).isTrue();
            assertThat(other.equalsFreshLoad()).isTrue();
        }
    }

    @Test
    void aLongTransactionInAnotherDatabaseOfTheClusterHoldsNothingBack() throws SQLException {
        String elsewhere = database.getJdbcUrl().replaceAll("/[^/]*$", "/postgres");
        try (Connection other = DriverManager.getConnection(elsewhere, database.getUsername(), database.getPassword());
                Connection connection = database.getConnection()) {
            other.setAutoCommit(false);
            JdbcClient.create(new SingleConnectionDataSource(other, true))
                    .sql("select pg_current_xact_id()::text").query(String.class).single();
            connection.setAutoCommit(false);
            RandomWrites writes = new RandomWrites(connection, TestServer.unique("beside"), 51);
            for (int i = 0; i < 20; i++) {
                writes.write();
                connection.commit();
                assertThat(index.equalsFreshLoad()).isTrue();
            }
            other.rollback();
        }
        assertThat(index.equalsFreshLoad()).isTrue();
    }

    @Test
    void anotherClusterWithAllTablesAndAnOldFileIsLoadedAnewAndFollowed() throws SQLException, IOException {
        Path file = folder.resolve("profiles.snapshot");
        ProfileIndex old = StartedIndex.over(database, file);
        try (Connection connection = open(database)) {
            write(connection, "moved", 61, 60);
        }
        old.catchUp();
        old.keep();
        try (ConfigurableApplicationContext moved = server("moved", "")) {
            DataSource there = moved.getBean(DataSource.class);
            AllTables.copy(database, there);
            ProfileIndex fresh = StartedIndex.over(there, file);

            assertThat(fresh.equalsFreshLoad()).isTrue();
            assertThat(fresh.fullLoads()).isEqualTo(1);
            assertThat(settled(there)).isEqualTo(highest(there)).isPositive();
            try (Connection connection = open(there)) {
                write(connection, "after", 62, 60);
            }
            assertThat(fresh.equalsFreshLoad()).isTrue();
            assertThat(fresh.fullLoads()).isEqualTo(1);
            fresh.keep();
            ProfileIndex restarted = StartedIndex.over(there, file);
            assertThat(restarted.equalsFreshLoad()).isTrue();
            assertThat(restarted.fullLoads()).isZero();
            // The server that ran while the tables came notices too.
            assertThat(moved.getBean(ProfileIndex.class).equalsFreshLoad()).isTrue();
        }
    }

    private static void choices(Api api, String name) {
        for (int i = 0; i < 30; i++) {
            String key = TestServer.unique(name);
            api.put("/profiles/" + key).json("{\"addresses\":{\"email\":\"" + key + "@two.example\"}}").send();
            api.post("/profiles/" + key + "/opt-outs").json("{\"channel\":\"email\",\"source\":\"api\"}").send();
            if (i % 3 == 0) {
                api.delete("/profiles/" + key).send();
            }
        }
    }

    private static long settled(DataSource database) {
        return JdbcClient.create(database).sql("select settled_seq from instance").query(Long.class).single();
    }

    private static long highest(DataSource database) {
        return JdbcClient.create(database).sql("select max(seq) from ledger").query(Long.class).single();
    }

    private static void write(Connection connection, String name, long seed, int count) throws SQLException {
        RandomWrites writes = new RandomWrites(connection, TestServer.unique(name), seed);
        for (int i = 0; i < count; i++) {
            writes.write();
            connection.commit();
        }
    }

    private static Connection open(DataSource database) throws SQLException {
        Connection connection = database.getConnection();
        connection.setAutoCommit(false);
        return connection;
    }

    private static ConfigurableApplicationContext server(String name, String url) {
        return SpringApplication.run(HeedServer.class, "--server.port=0", "--heed.home=" + TestServer.home(name),
                "--heed.database-url=" + url, "--heed.api-key=" + TestServer.ADMIN_KEY,
                "--spring.datasource.hikari.maximum-pool-size=6");
    }

    private static URI url(ConfigurableApplicationContext server) {
        var web = ((ServletWebServerApplicationContext) server).getWebServer();
        return URI.create("http://127.0.0.1:" + Objects.requireNonNull(web).getPort());
    }
}
