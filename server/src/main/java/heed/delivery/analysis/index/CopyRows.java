package heed.delivery.analysis.index;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/// Reads the rows of a query in PostgreSQL's binary COPY format, one after the other, without keeping any.
///
/// Understands the fixed-width types only: `bool`, `int2`, `int4`, `int8`, `timestamptz`. The format is that of the
/// PostgreSQL manual, "COPY", "Binary Format": a signature and header, then rows of length-prefixed fields.
final class CopyRows {
    /// What a null `timestamptz` or `int8` reads as: later than every moment.
    static final long NEVER = Long.MAX_VALUE;

    private static final int HEADER = 19;
    private static final int EXTENSION = 15;

    private final LoadProgress progress;
    private ByteBuffer row = ByteBuffer.allocate(0);

    private CopyRows(LoadProgress progress) {
        this.progress = progress;
    }

    /// What is sent to have the rows of a query.
    static String statement(String query) {
        return "copy (" + query + ") to stdout (format binary)";
    }

    /// Hands each row to the reader, which must read all its fields, in order.
    static void read(Connection connection, String query, LoadProgress progress, Consumer<CopyRows> reader)
            throws SQLException {
        CopyOut copy = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(statement(query));
        CopyRows rows = new CopyRows(progress);
        boolean first = true;
        for (byte[] message = copy.readFromCopy(); message != null; message = copy.readFromCopy()) {
            rows.row = ByteBuffer.wrap(message);
            if (first) {
                rows.row.position(HEADER + rows.row.getInt(EXTENSION));
                first = false;
            }
            rows.readAll(reader);
        }
    }

    /// A `bool`, `int2` or `int4`; null reads as 0.
    int nextInt() {
        int length = row.getInt();
        return switch (length) {
            case -1 -> 0;
            case Byte.BYTES -> row.get();
            case Short.BYTES -> row.getShort();
            case Integer.BYTES -> row.getInt();
            default -> throw new IllegalStateException("No int has " + length + " bytes");
        };
    }

    /// A `bool`; null reads as false.
    boolean nextBoolean() {
        return nextInt() != 0;
    }

    /// An `int8`, or a `timestamptz` as microseconds since 2000-01-01; null reads as [#NEVER].
    long nextLong() {
        return row.getInt() == -1 ? NEVER : row.getLong();
    }

    private void readAll(Consumer<CopyRows> reader) {
        // A row begins with its number of fields; -1 ends the stream.
        while (row.remaining() >= Short.BYTES && row.getShort() >= 0) {
            reader.accept(this);
            progress.row();
        }
    }
}
