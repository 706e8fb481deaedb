package heed.database;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/// Reads the rows of a query in PostgreSQL's binary COPY format (its manual, "COPY", "Binary Format"), as they come over
/// the wire: a signature and header, then rows of length-prefixed fields. Keeps none.
public final class BinaryCopy {

    /// The signature, the flags, and the length of an extension.
    private static final int HEADER = 19;
    private static final int EXTENSION = 15;

    private BinaryCopy() {
    }

    /// Takes messages, whole rows each: the number of fields (-1 ends the stream), then each field its length and bytes.
    @FunctionalInterface
    public interface Messages {

        /// The next one.
        ///
        /// @param from where its first row begins
        void take(byte[] message, int from);
    }

    /// What is sent to have the rows of a query.
    public static String statement(String query) {
        return "copy (" + query + ") to stdout (format binary)";
    }

    /// Hands all messages over, in order.
    public static void read(Connection connection, String query, Messages messages) throws SQLException {
        CopyOut copy = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(statement(query));
        boolean first = true;
        for (byte[] message = copy.readFromCopy(); message != null; message = copy.readFromCopy()) {
            messages.take(message, first ? HEADER + ByteBuffer.wrap(message).getInt(EXTENSION) : 0);
            first = false;
        }
    }
}
