package heed.benchmarks.files;

import heed.benchmarks.Figure;
import heed.benchmarks.Row;
import heed.benchmarks.Setting;
import heed.benchmarks.Sql;
import heed.benchmarks.Value;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/// The import of profiles that filled the database, beside COPY of the very rows it made (ids given, addresses told
/// apart and canonical already) into tables of the same definition with the same indexes and foreign keys.
///
/// COPY runs once, in text: the binary format was slower in every run that had both.
public final class ImportRow implements Row {

    private static final int BUFFER = 1 << 16;

    /// A table, and where what it holds comes from.
    ///
    /// @param rows the query whose rows an import of profiles alone would have made
    private record Table(String name, String rows) {}

    private static final List<Table> TABLES = List.of(
            new Table("addresses", "select * from addresses order by id"),
            new Table("profiles", "select * from profiles order by id"),
            new Table("profile_addresses", "select * from profile_addresses order by profile_id, channel, position"));

    @Override
    public List<Figure> measure(Setting setting) throws Exception {
        Value peer;
        try (Connection connection = setting.heed().connect()) {
            peer = Value.once(copy(setting, connection), Value.MILLIS);
            run(connection, "drop schema peer_import cascade");
        }
        setting.progress().say("COPY: " + peer.text());
        String what = "import of profiles, uploaded, checked, with ledger and undo"
                + (setting.filling().fresh() ? "" : " (of an earlier run)");
        return List.of(Figure.speed("import", what, Value.once(setting.filling().profiles(), Value.MILLIS),
                "COPY into the same tables with their indexes in place", peer, 0.25));
    }

    private static double copy(Setting setting, Connection connection) throws Exception {
        run(connection, Sql.of("postgres/import-tables.sql", Map.of()));
        CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
        for (Table table : TABLES) {
            try (OutputStream out = Files.newOutputStream(file(setting, table))) {
                copy.copyOut("copy (" + table.rows() + ") to stdout", out);
            }
        }
        run(connection, "checkpoint");
        long nanos = Value.nanos(() -> {
            connection.setAutoCommit(false);
            for (Table table : TABLES) {
                copyIn(copy, table, file(setting, table));
            }
            connection.commit();
            connection.setAutoCommit(true);
        });
        for (Table table : TABLES) {
            DifferentAnswers.check("how many " + table.name(), count(connection, table.name()),
                    count(connection, "peer_import." + table.name()));
            Files.delete(file(setting, table));
        }
        return nanos / 1e6;
    }

    private static void copyIn(CopyManager copy, Table table, Path file) throws SQLException, IOException {
        try (InputStream in = Files.newInputStream(file)) {
            copy.copyIn("copy peer_import." + table.name() + " from stdin", in, BUFFER);
        }
    }

    private static Path file(Setting setting, Table table) {
        return setting.scratch().resolve(table.name() + ".copy");
    }

    private static long count(Connection connection, String table) throws SQLException {
        try (Statement statement = connection.createStatement();
                var row = statement.executeQuery("select count(*) from " + table)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
