package heed.benchmarks.analysis;

import static java.nio.charset.StandardCharsets.UTF_8;

import heed.benchmarks.RunningHeed;
import heed.delivery.analysis.CauseSet;
import heed.delivery.analysis.Waterfall;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.postgresql.PGConnection;

/// A side's answer: how many, and the sum over everybody of 36 bits of the MD5 of `key|cause,cause`.
///
/// @param people how many were asked for
/// @param checksum the sum
record Answer(long people, long checksum) {

    private static final int DROPPED_BITS = 28;

    /// Heed's answer, from its bitmaps and the keys in its database.
    static Answer of(Waterfall waterfall, RunningHeed heed) throws SQLException, IOException {
        Sum sum = new Sum(waterfall);
        try (Connection connection = heed.connect()) {
            connection.unwrap(PGConnection.class).getCopyAPI().copyOut("copy (select id, key from profiles) to stdout",
                    new Rows(sum));
        }
        return new Answer(sum.people, sum.checksum);
    }

    /// Sums up people one by one.
    private static final class Sum {

        private final Waterfall waterfall;
        private final short[] masks;
        private final MessageDigest md5 = md5();
        private long people;
        private long checksum;

        Sum(Waterfall waterfall) {
            this.waterfall = waterfall;
            masks = new short[waterfall.audience().last() + 1];
            for (int row = 0; row < waterfall.rows().size(); row++) {
                short bit = (short) (1 << row);
                waterfall.rows().get(row).matching().forEach((int id) -> masks[id] |= bit);
            }
        }

        void add(String line) {
            int tab = line.indexOf('\t');
            int id = Integer.parseInt(line, 0, tab, 10);
            if (!waterfall.audience().contains(id)) {
                return;
            }
            byte[] hash = md5.digest((line.substring(tab + 1) + "|" + causes(masks[id])).getBytes(UTF_8));
            long bits = 0;
            for (int i = 0; i < Long.BYTES; i++) {
                bits = bits << Byte.SIZE | (hash[i] & 0xff);
            }
            people++;
            checksum += bits >>> DROPPED_BITS;
        }

        private String causes(short mask) {
            return mask == 0
                    ? ""
                    : IntStream.range(0, waterfall.rows().size()).filter(row -> (mask & 1 << row) != 0)
                            .mapToObj(waterfall.rows()::get).map(CauseSet::rule).map(rule -> rule.code())
                            .collect(Collectors.joining(","));
        }

        private static MessageDigest md5() {
            try {
                return MessageDigest.getInstance("MD5");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /// Cuts a stream of bytes into lines.
    private static final class Rows extends OutputStream {

        private final Sum sum;
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();

        Rows(Sum sum) {
            this.sum = sum;
        }

        @Override
        public void write(int b) {
            if (b == '\n') {
                sum.add(line.toString(UTF_8));
                line.reset();
            } else {
                line.write(b);
            }
        }
    }
}
