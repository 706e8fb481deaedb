package heed.exchange.profiles;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.JdbcTemplate;

/// Rows in PostgreSQL's COPY text format, sent in one go in the caller's transaction.
final class CopyText {

    private final StringBuilder text = new StringBuilder(1 << 16);
    private boolean rowBegun;
    private int rows;

    /// Adds a value to the row.
    CopyText add(@Nullable Object value) {
        if (rowBegun) {
            text.append('\t');
        }
        rowBegun = true;
        switch (value) {
            case null -> text.append("\\N");
            case String string -> escape(string);
            case Boolean bool -> text.append(bool ? 't' : 'f');
            case Object other -> text.append(other);
        }
        return this;
    }

    /// Ends the row.
    void end() {
        text.append('\n');
        rowBegun = false;
        rows++;
    }

    /// Copies the rows into a table, if there are any.
    ///
    /// @param table with its columns: `profiles (id, key)`
    void into(JdbcTemplate jdbc, String table) {
        if (rows == 0) {
            return;
        }
        byte[] bytes = text.toString().getBytes(UTF_8);
        jdbc.execute((Connection connection) -> {
            try {
                return connection.unwrap(PGConnection.class).getCopyAPI().copyIn("copy " + table + " from stdin",
                        new ByteArrayInputStream(bytes));
            } catch (IOException e) {
                throw new SQLException(e);
            }
        });
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
