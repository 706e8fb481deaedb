package heed.delivery.analysis.index;

import heed.database.BinaryCopy;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;

/// Reads the rows of a query in PostgreSQL's binary COPY format, one after the other, without keeping any.
///
/// Understands the fixed-width types only: `bool`, `int2`, `int4`, `int8`, `timestamptz`.
final class CopyRows {
    /// What a null `timestamptz` or `int8` reads as: later than every moment.
    static final long NEVER = Long.MAX_VALUE;

    private final LoadProgress progress;
    private ByteBuffer row = ByteBuffer.allocate(0);

    private CopyRows(LoadProgress progress) {
        this.progress = progress;
    }

    /// Hands each row to the reader, which must read all its fields, in order.
    static void read(Connection connection, String query, LoadProgress progress, Consumer<CopyRows> reader)
            throws SQLException {
        CopyRows rows = new CopyRows(progress);
        BinaryCopy.read(connection, query, (message, from) -> {
            rows.row = ByteBuffer.wrap(message).position(from);
            rows.readAll(reader);
        });
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
