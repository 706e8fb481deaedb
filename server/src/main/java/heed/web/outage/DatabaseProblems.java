package heed.web.outage;

import heed.web.Problem;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// What it means to a caller that the database did not do its part, by the codes of PostgreSQL (appendix A of its
/// manual).
///
/// Whoever got such an answer does not know whether the request had its effect: the connection may have broken while
/// it was committed. What was answered with success has it.
@Component
public class DatabaseProblems {

    private static final Logger log = LoggerFactory.getLogger(DatabaseProblems.class);
    private static final Duration SOON = Duration.ofSeconds(2);
    private static final Duration LATER = Duration.ofSeconds(10);
    /// Thousands of requests may fail in one outage; the log says so once in a while.
    private static final Duration QUIET = Duration.ofSeconds(10);

    private final AtomicLong quietUntil = new AtomicLong(System.nanoTime());

    /// The answer; empty when the failure is of another kind: a bug.
    public Optional<Problem> of(Throwable failure) {
        for (@Nullable
        Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                Optional<Problem> problem = of(sql);
                if (problem.isPresent()) {
                    return problem;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Problem> of(SQLException sql) {
        String state = sql.getSQLState() == null ? "" : sql.getSQLState();
        if (state.equals("53100")) {
            tell("The database's disk is full", sql);
            return Optional.of(Problem.insufficientStorage("the disk of the database is full", LATER));
        }
        if (isAway(state) || sql instanceof SQLTransientConnectionException) {
            tell("The database is away", sql);
            return Optional.of(Problem.unavailable("the database is away at this moment; try again, with an"
                    + " Idempotency-Key so that it counts once", SOON));
        }
        return switch (state.length() < 2 ? "" : state.substring(0, 2)) {
            // Values that no check before could know to be beyond what PostgreSQL stores are the caller's.
            case "22" -> Optional.of(Problem.badRequest("a value cannot be stored: a number out of range, or a NUL"
                    + " character"));
            // Deadlocks and lock timeouts pass.
            case "40", "55" -> Optional.of(Problem.unavailable("others changed the same data at this moment; try again",
                    SOON));
            default -> Optional.empty();
        };
    }

    /// Connections broken (08), no room for more (53), stopped or starting (57P), a disk that fails (58), a primary
    /// that has become a replica (25006). Without a code it is not PostgreSQL who speaks but the pool, which has closed a
    /// broken connection.
    private static boolean isAway(String state) {
        return state.isEmpty() || state.startsWith("08") || state.startsWith("53") || state.startsWith("57P")
                || state.startsWith("58")
                || state.equals("25006");
    }

    private void tell(String what, SQLException sql) {
        long now = System.nanoTime();
        long until = quietUntil.get();
        if (now - until >= 0 && quietUntil.compareAndSet(until, now + QUIET.toNanos())) {
            log.warn("{}: {} (SQLSTATE {})", what, sql.getMessage(), sql.getSQLState());
        }
    }
}
