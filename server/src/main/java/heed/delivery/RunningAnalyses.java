package heed.delivery;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Which analyses are at work, as every server of the database can tell: whoever runs one holds a lock of PostgreSQL
/// for it, on a connection that ends with the server. What says it runs and has no lock runs nowhere.
///
/// The connection is one beside the pool. When it breaks, a new one takes the locks again. Not for use through a pooler
/// that shares sessions (PgBouncer in transaction mode).
@Component
class RunningAnalyses implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RunningAnalyses.class);
    private static final String KEY = "hashtextextended('heed.delivery.analysis ' || %s, 2)";

    private final JdbcConnectionDetails details;
    private final JdbcClient jdbc;
    private final Set<Long> held = new TreeSet<>();
    private @Nullable Connection session;

    RunningAnalyses(JdbcConnectionDetails details, JdbcClient jdbc) {
        this.details = details;
        this.jdbc = jdbc;
    }

    /// This server runs it. To be called before others can see the analysis.
    ///
    /// @throws DataAccessResourceFailureException when the database is away
    synchronized void hold(long analysis) {
        held.add(analysis);
        try {
            if (session != null) {
                lock(session, analysis);
                return;
            }
        } catch (SQLException broken) {
            LOG.info("The session of the running analyses is made anew", broken);
            leave();
        }
        try {
            session = open();
        } catch (SQLException away) {
            held.remove(analysis);
            throw new DataAccessResourceFailureException("the running analyses cannot be marked", away);
        }
    }

    /// It came to its end, however.
    synchronized void release(long analysis) {
        held.remove(analysis);
        try {
            if (session != null) {
                execute(session, "select pg_advisory_unlock(" + KEY.formatted("?") + ")", analysis);
            }
        } catch (SQLException broken) {
            LOG.debug("The session of the running analyses is broken", broken);
            leave();
        }
    }

    /// Does no server run it? Asked in a transaction, nobody can begin to until that ends.
    boolean isAbandoned(long analysis) {
        return jdbc.sql("select pg_try_advisory_xact_lock(" + KEY.formatted("cast(:analysis as text)") + ")")
                .param("analysis", analysis).query(Boolean.class).single();
    }

    @Override
    public synchronized void close() {
        leave();
    }

    private Connection open() throws SQLException {
        Connection made = DriverManager.getConnection(details.getJdbcUrl(), details.getUsername(),
                details.getPassword());
        // The locks of a machine that was switched off are free within half a minute.
        execute(made,
                """
                        select set_config('tcp_keepalives_idle', '10', false), set_config('tcp_keepalives_interval', '5', false),
                            set_config('tcp_keepalives_count', ?, false)""",
                4);
        for (long analysis : held) {
            lock(made, analysis);
        }
        return made;
    }

    private static void lock(Connection session, long analysis) throws SQLException {
        execute(session, "select pg_try_advisory_lock(" + KEY.formatted("?") + ")", analysis);
    }

    private static void execute(Connection session, String sql, long parameter) throws SQLException {
        try (PreparedStatement statement = session.prepareStatement(sql)) {
            statement.setString(1, Long.toString(parameter));
            statement.execute();
        }
    }

    private void leave() {
        Connection left = session;
        session = null;
        try {
            if (left != null) {
                left.close();
            }
        } catch (SQLException broken) {
            LOG.debug("The session of the running analyses was broken", broken);
        }
    }
}
