package heed.delivery.analysis.index;

import java.nio.file.Path;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/// A profile index as a server has it just after its start, over a database and with a snapshot file of the test's.
final class StartedIndex {

    private StartedIndex() {
    }

    static ProfileIndex over(DataSource database, Path file) {
        JdbcClient jdbc = JdbcClient.create(database);
        return new ProfileIndex(new JdbcTransactionManager(database), new JdbcTemplate(database), new LedgerTail(jdbc),
                new IndexLoader(jdbc), new SnapshotStore(jdbc, new SnapshotFile(file)));
    }
}
