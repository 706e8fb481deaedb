package heed.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.util.PSQLState;
import org.springframework.jdbc.core.JdbcTemplate;

/// Rows in PostgreSQL's COPY text format, sent in one go in the caller's transaction. Not for several threads.
public final class CopyText {

    private final StringBuilder text = new StringBuilder(1 << 16);
    private boolean rowBegun;
    private int rows;

    /// Adds a value to the row.
    public CopyText add(@Nullable Object value) {
        if (rowBegun) {
            text.append('\t');
        }
        rowBegun = true;
        switch (value) {
            case null -> text.append("\\N");
            case String string -> escape(string);
            case Integer number -> text.append(number.intValue());
            case Boolean bool -> text.append(bool ? 't' : 'f');
            case Object other -> text.append(other);
        }
        return this;
    }

    /// Ends the row.
    public void end() {
        text.append('\n');
        rowBegun = false;
        rows++;
    }

    /// Copies the rows into a table, if there are any.
    ///
    /// @param table with its columns: `profiles (id, key)`
    public void into(JdbcTemplate jdbc, String table) {
        if (rows > 0) {
            byte[] bytes = text.toString().getBytes(UTF_8);
            jdbc.execute((Connection connection) -> copy(connection, table, bytes));
        }
    }

    /// Copies the rows, all or none.
    ///
    /// @return false: none, for another transaction has committed a row with the same key; the caller's transaction
    ///         goes on
    public boolean intoUnlessTaken(JdbcTemplate jdbc, String table) {
        byte[] bytes = text.toString().getBytes(UTF_8);
        return Boolean.TRUE.equals(jdbc.execute((Connection connection) -> {
            Savepoint before = connection.setSavepoint();
            try {
                copy(connection, table, bytes);
                connection.releaseSavepoint(before);
                return true;
            } catch (SQLException e) {
                if (!PSQLState.UNIQUE_VIOLATION.getState().equals(e.getSQLState())) {
                    throw e;
                }
                connection.rollback(before);
                return false;
            }
        }));
    }

    private static long copy(Connection connection, String table, byte[] rows) throws SQLException {
        try {
            return connection.unwrap(PGConnection.class).getCopyAPI().copyIn("copy " + table + " from stdin",
                    new ByteArrayInputStream(rows), 1 << 16);
        } catch (IOException e) {
            throw new SQLException(e);
        }
    }

    private void escape(String string) {
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            switch (c) {
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> text.append(c);
            }
        }
    }
}
