package heed.benchmarks.http;

import heed.benchmarks.http.Connection.Request;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.SQLException;
import java.util.Locale;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/// The target as CSV over HTTP against COPY of the same join through the driver, three times each, the best counts.
///
/// @param load where the server is
/// @param jdbc its connections
record StreamBenchmark(Load load, JdbcTemplate jdbc) {

    private static final int TIMES = 3;
    private static final String JOIN = """
            copy (select p.key, coalesce(u.original, a.canonical)
                from profiles p join profile_addresses u on u.profile_id = p.id and u.channel = 1 and u.position = 1
                join addresses a on a.id = u.address_id) to stdout (format csv)""";

    void run() throws IOException, InterruptedException {
        Prepared delivery = Prepared.make(load);
        double copy = 0;
        double heed = 0;
        for (int i = 0; i < TIMES; i++) {
            copy = Math.max(copy, megabytes(this::copy));
            heed = Math.max(heed, megabytes(() -> stream(delivery)));
        }
        System.out.printf(Locale.ROOT,
                "| COPY of the join, CSV    | %7.1f MB/s |%n| target as CSV over HTTP  | %7.1f MB/s |%n"
                        + "target: %.0f %% of COPY%n",
                copy, heed, 100 * heed / copy);
    }

    private interface Reading {
        long bytes() throws IOException;
    }

    private static double megabytes(Reading reading) throws IOException {
        long start = System.nanoTime();
        long bytes = reading.bytes();
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(Locale.ROOT, "%d bytes in %.2f s%n", bytes, seconds);
        return bytes / seconds / 1e6;
    }

    private long stream(Prepared delivery) throws IOException {
        try (Connection connection = new Connection(load.port(), load.key())) {
            return connection
                    .send(new Request("GET", "/api/v1/deliveries/" + delivery.id() + "/target", "", "text/csv"));
        }
    }

    private long copy() {
        Counted counted = new Counted();
        jdbc.execute((ConnectionCallback<Long>) connection -> copy(connection, counted));
        return counted.bytes;
    }

    private static long copy(java.sql.Connection connection, Counted counted) throws SQLException {
        try {
            return connection.unwrap(PGConnection.class).getCopyAPI().copyOut(JOIN, counted);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Counts what is written, and forgets it.
    private static final class Counted extends OutputStream {

        private long bytes;

        @Override
        public void write(int b) {
            bytes++;
        }

        @Override
        public void write(byte[] from, int start, int length) {
            bytes += length;
        }
    }
}
