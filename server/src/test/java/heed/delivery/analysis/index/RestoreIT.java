package heed.delivery.analysis.index;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import heed.testing.TestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/// A database is set back by dump and restore while a server runs on it: in the same cluster, so that its identifier,
/// the start of PostgreSQL and the order of transaction ids tell nothing.
class RestoreIT {
    private static final String LIVE = "restore_live";
    private static final String DUMP = "restore_dump";

    private final HikariDataSource server = (HikariDataSource) TestServer.bean(DataSource.class);
    private final JdbcClient jdbc = TestServer.bean(JdbcClient.class);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @BeforeEach
    void make() {
        drop();
        for (String name : new String[]{LIVE, DUMP}) {
            jdbc.sql("create database " + name).update();
            Flyway.configure().dataSource(database(name)).load().migrate();
        }
    }

    @AfterEach
    void drop() {
        for (String name : new String[]{LIVE, DUMP}) {
            jdbc.sql("drop database if exists " + name + " with (force)").update();
        }
    }

    @Test
    void whatTheRestoreTookBackIsForgotten() throws SQLException, IOException {
        DataSource live = database(LIVE);
        ProfileIndex index = StartedIndex.over(live, folder.resolve("profiles.snapshot"));
        try (Connection connection = live.getConnection()) {
            connection.setAutoCommit(false);
            RandomWrites writes = new RandomWrites(connection, "restored", 71);
            write(writes, connection);
            index.catchUp();
            AllTables.copy(live, database(DUMP));
            write(writes, connection);
        }
        assertThat(index.equalsFreshLoad()).isTrue();
        long loads = index.fullLoads();

        restore(live);

        assertThat(index.equalsFreshLoad()).isTrue();
        assertThat(index.fullLoads()).isEqualTo(loads + 1);
        try (Connection connection = live.getConnection()) {
            connection.setAutoCommit(false);
            write(new RandomWrites(connection, "after", 72), connection);
        }
        assertThat(index.equalsFreshLoad()).isTrue();
        assertThat(index.fullLoads()).isEqualTo(loads + 1);
    }

    private void restore(DataSource live) throws SQLException, IOException {
        JdbcClient.create(live).sql("drop schema public cascade").update();
        JdbcClient.create(live).sql("create schema public").update();
        Flyway.configure().dataSource(live).load().migrate();
        AllTables.copy(database(DUMP), live);
    }

    private DataSource database(String name) {
        return new DriverManagerDataSource(server.getJdbcUrl().replaceAll("/[^/]*$", "/" + name),
                server.getUsername(), server.getPassword());
    }

    private static void write(RandomWrites writes, Connection connection) throws SQLException {
        for (int i = 0; i < 40; i++) {
            writes.write();
            connection.commit();
        }
    }
}
