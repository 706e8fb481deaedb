package heed.delivery.recipient;

import heed.database.BinaryCopy;
import heed.quarantine.Address;
import heed.rules.Channel;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Reads the target batch by batch, ready-made lines: COPY in PostgreSQL's binary format, and from there bytes to bytes. A
/// connection is held only while a batch is read.
@Component
class TargetStore {
    /// Below one asked id in so many of the range, ids are looked up one by one.
    private static final int SPARSE = 8;

    /// So many batches are read at a time, by whomever: the other connections are there for choices.
    private static final int AT_ONCE = 4;

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Semaphore readers = new Semaphore(AT_ONCE);

    TargetStore(JdbcTemplate jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.transaction.setReadOnly(true);
    }

    /// The lines of those of these profiles that have an address on the channel, in order of id.
    ///
    /// @param ids growing, at least one, close together
    ByteArrayOutputStream lines(int[] ids, Channel channel, LineFormat format) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(ids.length * format.usualLength());
        String query = query(ids, channel);
        RoaringBitmap asked = RoaringBitmap.bitmapOf(ids);
        readers.acquireUninterruptibly();
        try {
            read(query, asked, format, out);
        } finally {
            readers.release();
        }
        return out;
    }

    private void read(String query, RoaringBitmap asked, LineFormat format, ByteArrayOutputStream out) {
        transaction.executeWithoutResult(_ -> {
            // PostgreSQL takes a list for ten ids, and would look up each row of a batch on its own.
            jdbc.execute("set local enable_nestloop = off");
            jdbc.execute((ConnectionCallback<Boolean>) connection -> copy(connection, query, asked, format, out));
        });
    }

    /// Indexes: the primary keys, once each from end to end of the batch. Addresses by a list and not by a join: they
    /// stand as close together as the profiles that brought them.
    private static String query(int[] ids, Channel channel) {
        return """
                with used as materialized (
                    select profile_id, address_id, original from profile_addresses
                    where %s and channel = %d and position = 1)
                select p.id, p.key, %s
                from used u join profiles p on p.id = u.profile_id join addresses a on a.id = u.address_id
                where %s and a.id = any(array(select address_id from used))
                order by p.id""".formatted(among("profile_id", ids), channel.number(),
                Address.sentAsWritten(channel) ? "coalesce(u.original, a.canonical)" : "a.canonical",
                among("p.id", ids));
    }

    private static String among(String column, int[] ids) {
        int first = ids[0];
        int last = ids[ids.length - 1];
        return (last - first) / SPARSE <= ids.length
                ? "%s between %d and %d".formatted(column, first, last)
                : column + Arrays.stream(ids).mapToObj(String::valueOf)
                        .collect(Collectors.joining(",", " = any('{", "}')"));
    }

    private static boolean copy(Connection connection, String query, RoaringBitmap asked, LineFormat format,
            ByteArrayOutputStream out) throws SQLException {
        BinaryCopy.read(connection, query, (message, from) -> rows(message, from, asked, format, out));
        return true;
    }

    /// Each row is the number of its fields (-1 ends the stream), then each field its length and its bytes.
    private static void rows(byte[] message, int start, RoaringBitmap asked, LineFormat format,
            ByteArrayOutputStream out) {
        ByteBuffer row = ByteBuffer.wrap(message);
        int at = start;
        while (at + Short.BYTES <= message.length && row.getShort(at) >= 0) {
            int id = row.getInt(at + Short.BYTES + Integer.BYTES);
            int key = at + Short.BYTES + 3 * Integer.BYTES;
            int keyLength = row.getInt(key - Integer.BYTES);
            int address = key + keyLength + Integer.BYTES;
            int addressLength = row.getInt(address - Integer.BYTES);
            if (asked.contains(id)) {
                format.line(id, message, key, keyLength, address, addressLength, out);
            }
            at = address + addressLength;
        }
    }
}
