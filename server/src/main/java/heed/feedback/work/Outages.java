package heed.feedback.work;

import java.sql.SQLException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.NonTransientDataAccessException;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.transaction.TransactionException;

/// Tells trouble of the database from trouble of an item.
public final class Outages {

    private Outages() {
    }

    /// Does it fail for what an item is, and so again and again? Not where the database is away or somebody else was
    /// quicker: then it is thrown on, all that was acknowledged waits, and nothing fails.
    public static void throwIfAway(RuntimeException e) {
        boolean away = e instanceof TransactionException
                || (e instanceof DataAccessException && !(e instanceof NonTransientDataAccessException))
                || (e instanceof NonTransientDataAccessResourceException && !isTooLong(e));
        if (away) {
            throw e;
        }
    }

    /// PostgreSQL's class 54: a limit of an index, say, not of the machine.
    private static boolean isTooLong(RuntimeException e) {
        return e.getCause() instanceof SQLException cause && String.valueOf(cause.getSQLState()).startsWith("54");
    }
}
