package heed.delivery.analysis.index;

import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/// Dump and restore: every row of every table, transaction ids among them, and the sequences.
final class AllTables {

    private AllTables() {
    }

    /// Into a database that has the same tables; what they held there is gone.
    static void copy(DataSource here, DataSource there) throws SQLException, IOException {
        try (Connection from = here.getConnection(); Connection to = there.getConnection()) {
            JdbcClient source = JdbcClient.create(new SingleConnectionDataSource(from, true));
            JdbcClient target = JdbcClient.create(new SingleConnectionDataSource(to, true));
            // At once: a server that runs there would begin to write its own.
            to.setAutoCommit(false);
            target.sql("set local session_replication_role = replica").update();
            // Where it and a job of that server wait for each other, the job gives way.
            target.sql("set local deadlock_timeout = '1min'").update();
            List<String> tables = List.copyOf(source.sql("""
                    select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
                    and not relispartition and relname <> 'flyway_schema_history'""").query(String.class).list());
            target.sql("truncate " + String.join(", ", tables)).update();
            for (String table : tables) {
                copy(from, to, table);
            }
            for (String sequence : List.of("ledger_seq_seq", "profile_ids", "address_ids", "services_id_seq")) {
                long value = source.sql("select last_value from " + sequence).query(Long.class).single();
                target.sql("select setval(:sequence::regclass, :value)").param("sequence", sequence)
                        .param("value", value).query(Long.class).single();
            }
            to.commit();
        }
    }

    private static void copy(Connection from, Connection to, String table) throws SQLException, IOException {
        try (PipedInputStream in = new PipedInputStream(1 << 16); PipedOutputStream out = new PipedOutputStream(in)) {
            var sending = CompletableFuture.runAsync(() -> {
                try (out) {
                    from.unwrap(PGConnection.class).getCopyAPI().copyOut("copy (select * from " + table + ") to stdout",
                            out);
                } catch (SQLException | IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            to.unwrap(PGConnection.class).getCopyAPI().copyIn("copy " + table + " from stdin", in);
            sending.join();
        }
    }
}
