package heed.benchmarks;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/// The same in DuckDB, in memory: one table of profiles with their facts, one statement that makes the table of
/// decisions, one that counts.
final class DuckDbRun implements AutoCloseable {

    private static final String DECIDE = """
            create or replace table decisions as
            with walked as (
                select id, address, case
                    when address = 0 then 'no_address'
                    when out_all then 'opted_out_all'
                    when out_channel then 'opted_out'
                    when unconfirmed then 'unconfirmed'
                    when denylisted then 'address_denylisted'
                    when quarantined then 'address_quarantined'
                    when domain_excluded then 'excluded_domain' end as cause
                from profiles),
            free as (
                select id, row_number() over (partition by address order by id) as place from walked where cause is null)
            select walked.id, coalesce(walked.cause, case when free.place > 1 then 'duplicate' end) as cause
            from walked left join free using (id)""";

    private static final String COUNT = "select cause, count(*), sum(id)::bigint from decisions group by cause";

    private final Connection connection;

    DuckDbRun(MadeUpPopulation people) throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:");
        run("""
                create table profiles (id int, address int, out_all boolean, out_channel boolean, unconfirmed boolean,
                    denylisted boolean, quarantined boolean, domain_excluded boolean)""");
        try (DuckDBAppender rows = connection.unwrap(DuckDBConnection.class).createAppender("main", "profiles")) {
            for (int id = 1; id <= people.size(); id++) {
                rows.beginRow();
                rows.append(id).append(people.address(id));
                rows.append(people.optedOutOfAll(id)).append(people.optedOutOfChannel(id))
                        .append(people.unconfirmed(id));
                rows.append(people.denylisted(id)).append(people.quarantined(id)).append(people.domainExcluded(id));
                rows.endRow();
            }
        }
    }

    /// The measured part: the table of decisions, and its counts.
    Outcome analyse() throws SQLException {
        run(DECIDE);
        Map<String, Long> deciding = new HashMap<>();
        Map<String, Long> ids = new HashMap<>();
        long[] target = new long[2];
        try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(COUNT)) {
            while (rows.next()) {
                String cause = rows.getString(1);
                if (cause == null) {
                    target[0] = rows.getLong(2);
                    target[1] = rows.getLong(3);
                } else {
                    deciding.put(cause, rows.getLong(2));
                    ids.put(cause, rows.getLong(3));
                }
            }
        }
        return new Outcome(target[0], target[1], deciding, ids);
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
