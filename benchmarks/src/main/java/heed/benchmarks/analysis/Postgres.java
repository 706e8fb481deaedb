package heed.benchmarks.analysis;

import static java.nio.charset.StandardCharsets.UTF_8;

import heed.benchmarks.Population;
import heed.benchmarks.RunningHeed;
import heed.benchmarks.Sql;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/// PostgreSQL, the cluster that Heed itself uses, with narrow tables in the schema `peer` and two workers a query.
final class Postgres implements AutoCloseable {

    /// The formulations of writing target and exclusion log.
    static final List<String> DECIDE = List.of("postgres/decide-insert.sql", "postgres/decide-create.sql");

    private static final int ROWS_A_MESSAGE = 1000;

    private final Connection connection;

    Postgres(RunningHeed heed, Population people) throws SQLException, IOException {
        connection = heed.connect();
        run("""
                set max_parallel_workers_per_gather = 2; set work_mem = '512MB'; set maintenance_work_mem = '512MB';
                set parallel_setup_cost = 0; set parallel_tuple_cost = 0""");
        run(Sql.of("postgres/tables.sql", Map.of()));
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn("copy peer.loaded from stdin");
        StringBuilder rows = new StringBuilder();
        for (int id = 1; id <= people.size(); id++) {
            row(people, id, rows);
            if (id % ROWS_A_MESSAGE == 0 || id == people.size()) {
                byte[] bytes = rows.toString().getBytes(UTF_8);
                copy.writeToCopy(bytes, 0, bytes.length);
                rows.setLength(0);
            }
        }
        copy.endCopy();
        run(Sql.of("postgres/finish.sql", Map.of()));
    }

    void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// Runs the statements of one of the files with a question, in one transaction, and commits.
    void run(String file, Question question) throws SQLException, IOException {
        connection.setAutoCommit(false);
        run(Sql.of(file, question.values()));
        connection.commit();
        connection.setAutoCommit(true);
    }

    /// What target and exclusion log say.
    Answer answer() throws SQLException, IOException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(Sql.of("postgres/checksum.sql", Map.of()))) {
            row.next();
            return new Answer(row.getLong(1), row.getLong(2));
        }
    }

    private static void row(Population people, int id, StringBuilder row) {
        int email = people.email(id);
        row.append(id).append('\t').append(people.key(id)).append('\t').append(email).append('\t')
                .append(people.optedOutOfAll(id)).append('\t').append(people.optedOutOfEmail(id)).append('\t')
                .append(people.unconfirmed(id)).append('\t').append(DuckDb.isActive(people, id)).append('\t')
                .append(people.until(id)).append('\t').append(email != 0 && people.denylisted(email)).append('\t')
                .append(email != 0 && people.quarantined(email)).append('\t')
                .append(email != 0 && people.domainExcluded(email)).append('\n');
    }

    @Override
    public void close() throws SQLException {
        run("drop schema peer cascade");
        connection.close();
    }
}
