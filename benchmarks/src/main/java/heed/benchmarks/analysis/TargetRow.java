package heed.benchmarks.analysis;

import static java.nio.charset.StandardCharsets.UTF_8;

import heed.benchmarks.Figure;
import heed.benchmarks.Formulations;
import heed.benchmarks.Row;
import heed.benchmarks.Setting;
import heed.benchmarks.Sql;
import heed.benchmarks.Value;
import heed.delivery.AnalysisStore;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.roaringbitmap.IntIterator;
import org.roaringbitmap.RoaringBitmap;

/// The target as CSV over HTTP, beside COPY of the same join through the driver.
public final class TargetRow implements Row {

    private static final List<String> JOINS = List.of("postgres/target-hash.sql", "postgres/target-ordered.sql");

    @Override
    public List<Figure> measure(Setting setting) throws Exception {
        Question question = Question.ofAll(setting.people(), 0);
        Delivering deliveries = new Delivering(setting.heed());
        String delivery = deliveries.make(question);
        deliveries.prepare(delivery);
        try (Connection copy = setting.heed().connect()) {
            run(copy, Sql.of("postgres/target-table.sql", Map.of()));
            fill(copy, setting.heed().bean(AnalysisStore.class).target(Long.parseLong(delivery)));
            run(copy, "vacuum analyze peer_target.target");
            Lines ours = stream(setting, delivery);
            for (String join : JOINS) {
                DifferentAnswers.check(join, ours.withoutHeader(), copy(copy, join));
            }
            Value heed = Value.ofTurns(setting.warmUps(), setting.turns(),
                    turn -> Value.nanos(() -> discard(setting, delivery)));
            setting.progress().say("streamed: " + heed.text());
            Value theirs = Formulations.best(setting.progress(), JOINS,
                    join -> Value.ofTurns(setting.warmUps(), setting.turns(),
                            turn -> Value
                                    .nanos(() -> copy.unwrap(PGConnection.class).getCopyAPI().copyOut(statement(join),
                                            OutputStream.nullOutputStream()))));
            run(copy, "drop schema peer_target cascade");
            return List.of(Figure.speed("target", "target stream, profile and address as CSV", heed,
                    "COPY of the same join through the driver", theirs, 0.4));
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void fill(Connection connection, RoaringBitmap target) throws SQLException {
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn("copy peer_target.target from stdin");
        IntIterator ids = target.getIntIterator();
        while (ids.hasNext()) {
            byte[] row = (ids.next() + "\n").getBytes(UTF_8);
            copy.writeToCopy(row, 0, row.length);
        }
        copy.endCopy();
    }

    private static void discard(Setting setting, String delivery) throws Exception {
        try (InputStream in = setting.heed().stream("/deliveries/" + delivery + "/target", "text/csv")) {
            in.transferTo(OutputStream.nullOutputStream());
        }
    }

    private static Lines stream(Setting setting, String delivery) throws Exception {
        try (InputStream in = setting.heed().stream("/deliveries/" + delivery + "/target", "text/csv")) {
            LineSum sum = new LineSum();
            in.transferTo(sum);
            return sum.lines();
        }
    }

    private static Lines copy(Connection connection, String join) throws Exception {
        LineSum sum = new LineSum();
        connection.unwrap(PGConnection.class).getCopyAPI().copyOut(statement(join), sum);
        return sum.lines();
    }

    private static String statement(String join) throws Exception {
        return "copy (" + Sql.of(join, Map.of()) + ") to stdout (format csv)";
    }

    /// How many lines, and a sum over them that their order does not change.
    record Lines(long count, long sum) {

        Lines withoutHeader() {
            LineSum header = new LineSum();
            "profile,address\n".chars().forEach(header::write);
            return new Lines(count - 1, sum - header.lines().sum());
        }
    }

    /// Sums lines up as they pass.
    private static final class LineSum extends OutputStream {

        private long line = 7;
        private long count;
        private long sum;

        @Override
        public void write(int b) {
            if (b == '\n') {
                count++;
                sum += line * 0x9E3779B97F4A7C15L;
                line = 7;
            } else if (b != '\r') {
                line = (line ^ b) * 0x100000001B3L + (line >>> 29);
            }
        }

        Lines lines() {
            return new Lines(count, sum);
        }
    }
}
