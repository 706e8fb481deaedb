package heed.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The pool of connections, and beside it a small one that is kept for whoever asks to be served from it: recipients, who
/// must never wait behind analyses, imports and people at the console (P1). On these nobody waits long for a locked row,
/// either.
public final class ReservedConnections extends HikariDataSource {

    /// Whoever waits for a locked row keeps a connection from everybody else: after so long they are told to try again.
    private static final String LONGEST_LOCK = "2s";

    private final int size;
    private final ThreadLocal<Boolean> asked = ThreadLocal.withInitial(() -> false);
    private final ReentrantLock making = new ReentrantLock();
    private volatile @Nullable HikariDataSource reserve;

    /// @param size how many are kept
    ReservedConnections(int size) {
        this.size = size;
    }

    /// Something that is done with a reserved connection.
    ///
    /// @param <A> what goes wrong with it
    /// @param <B> what else does
    public interface Work<A extends Throwable, B extends Throwable> {
        /// Does it, in this thread.
        void run() throws A, B;
    }

    /// Whatever asks for a connection in this thread meanwhile gets one of those that are kept.
    public <A extends Throwable, B extends Throwable> void serve(Work<A, B> work) throws A, B {
        asked.set(true);
        try {
            work.run();
        } finally {
            asked.remove();
        }
    }

    @Override
    public Connection getConnection() throws SQLException {
        return asked.get() ? reserve().getConnection() : super.getConnection();
    }

    @Override
    public void close() {
        HikariDataSource kept = reserve;
        if (kept != null) {
            kept.close();
        }
        super.close();
    }

    /// Made when it is first asked for: then the settings are known.
    private HikariDataSource reserve() {
        HikariDataSource kept = reserve;
        if (kept == null) {
            making.lock();
            try {
                kept = reserve == null ? made() : reserve;
                reserve = kept;
            } finally {
                making.unlock();
            }
        }
        return kept;
    }

    private HikariDataSource made() {
        HikariConfig config = new HikariConfig();
        copyStateTo(config);
        config.setPoolName(getPoolName() + "-public");
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(size);
        String first = getConnectionInitSql();
        config.setConnectionInitSql((first == null ? "" : first + "; ") + "set lock_timeout = '" + LONGEST_LOCK + "'");
        return new HikariDataSource(config);
    }
}
