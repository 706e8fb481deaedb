package heed.database;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;

/// A Heed reduced to its database, in a JVM of its own, so that a test can kill it.
final class ChildHeed {

    static final String READY = "ready";

    private ChildHeed() {
    }

    /// Commits one row, says that it is ready, and stays until killed or its input ends.
    public static void main(String[] args) throws SQLException, IOException {
        HeedHome home = HeedHome.open(Path.of(args[0]));
        EmbeddedDatabase database = EmbeddedDatabase.start(home);
        try (var connection = DriverManager.getConnection(database.url(), EmbeddedDatabase.USER, database.password());
                var statement = connection.createStatement()) {
            statement.execute("create table kept as select 42 as answer");
            // A transaction left open must not keep the next Heed waiting.
            connection.setAutoCommit(false);
            statement.execute("insert into kept values (43)");
            System.out.println(READY);
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }
}
