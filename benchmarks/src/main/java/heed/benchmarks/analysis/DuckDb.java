package heed.benchmarks.analysis;

import heed.benchmarks.Population;
import heed.benchmarks.Population.Subscribed;
import heed.benchmarks.Sql;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/// DuckDB in this process with two threads, the facts in a table: in memory, or in a file where Heed stores too.
final class DuckDb implements AutoCloseable {

    /// The formulations of the table of decisions.
    static final List<String> DECIDE = List.of("duckdb/decide-list.sql", "duckdb/decide-mask.sql");

    /// The formulations of the counts.
    static final List<String> COUNT = List.of("duckdb/counts-filter.sql", "duckdb/counts-group.sql");

    private final Connection connection;

    private DuckDb(String file, Population people) throws SQLException, IOException {
        connection = DriverManager.getConnection("jdbc:duckdb:" + file);
        run("set threads = 2; set memory_limit = '6GB'; set preserve_insertion_order = false");
        run(Sql.of("duckdb/tables.sql", Map.of()));
        try (DuckDBAppender rows = connection.unwrap(DuckDBConnection.class).createAppender("main", "loaded")) {
            for (int id = 1; id <= people.size(); id++) {
                add(rows, people, id);
            }
        }
        run(Sql.of("duckdb/finish.sql", Map.of()));
    }

    static DuckDb inMemory(Population people) throws SQLException, IOException {
        return new DuckDb("", people);
    }

    static DuckDb inFile(Path file, Population people) throws SQLException, IOException {
        DuckDb duckDb = new DuckDb(file.toString(), people);
        duckDb.run("checkpoint");
        return duckDb;
    }

    void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// Runs a statement of one of the files with a question.
    void run(String file, Question question) throws SQLException, IOException {
        run(Sql.of(file, question.values()));
    }

    /// What the table of decisions says.
    Answer answer() throws SQLException, IOException {
        List<Long> row = row(Sql.of("duckdb/checksum.sql", Map.of()));
        return new Answer(row.getFirst(), row.getLast());
    }

    /// The counts: audience, target, then matching, deciding and only of each cause.
    List<Long> counts(String file, Question question) throws SQLException, IOException {
        return row(Sql.of(file, question.values()));
    }

    private List<Long> row(String sql) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(sql)) {
            row.next();
            List<Long> values = new ArrayList<>();
            for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
                values.add(row.getLong(column));
            }
            return values;
        }
    }

    private static void add(DuckDBAppender rows, Population people, int id) throws SQLException {
        int email = people.email(id);
        rows.beginRow();
        rows.append(id).append(people.key(id)).append(email);
        rows.append(people.optedOutOfAll(id)).append(people.optedOutOfEmail(id)).append(people.unconfirmed(id));
        rows.append(isActive(people, id)).append(people.until(id));
        rows.append(email != 0 && people.denylisted(email)).append(email != 0 && people.quarantined(email))
                .append(email != 0 && people.domainExcluded(email));
        rows.endRow();
    }

    static boolean isActive(Population people, int id) {
        return people.subscribed(id) == Subscribed.ACTIVE || people.subscribed(id) == Subscribed.EXPIRED;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
