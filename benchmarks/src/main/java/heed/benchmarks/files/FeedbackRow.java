package heed.benchmarks.files;

import static java.nio.charset.StandardCharsets.US_ASCII;

import heed.benchmarks.Figure;
import heed.benchmarks.Row;
import heed.benchmarks.Setting;
import heed.benchmarks.Value;
import heed.feedback.email.Classified;
import heed.feedback.email.FeedbackType;
import heed.feedback.email.MailClassifier;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Feedback: how many delivery reports are parsed and classified a second on two processors, and how many events are
/// posted, stored, understood and applied to addresses a second.
///
/// The events are soft errors of addresses that nobody of the population has.
public final class FeedbackRow implements Row {

    private static final int REPORTS = 40_000;
    private static final int BATCHES = 40;
    private static final int BATCH = 500;
    private static final int PROCESSORS = 2;

    @SuppressWarnings("InlineFormatString") // A whole message reads better beside its numbers.
    private static final String REPORT = """
            From: MAILER-DAEMON@mx%1$d.example\r
            To: bounces@shop.example\r
            Subject: Undelivered Mail Returned to Sender\r
            Auto-Submitted: auto-replied\r
            MIME-Version: 1.0\r
            Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r
            \r
            --b\r
            Content-Type: text/plain\r
            \r
            Your message could not be delivered to one or more recipients.\r
            \r
            --b\r
            Content-Type: message/delivery-status\r
            \r
            Reporting-MTA: dns; mx%1$d.example\r
            \r
            Final-Recipient: rfc822; someone%1$d@mailbox.example\r
            Action: failed\r
            Status: 5.1.1\r
            Diagnostic-Code: smtp; 550 5.1.1 user unknown\r
            \r
            --b\r
            Content-Type: text/rfc822-headers\r
            \r
            From: News <news@shop.example>\r
            Subject: Spring sale\r
            Message-ID: <%1$d@shop.example>\r
            \r
            --b--\r
            """;

    @Override
    public List<Figure> measure(Setting setting) throws Exception {
        classify(REPORTS / 4);
        Value classified = Value.once(REPORTS / (Value.nanos(() -> classify(REPORTS)) / 1e9), "reports/s");
        setting.progress().say("delivery reports: " + classified.text());
        Value applied = Value.once(BATCHES * BATCH / (Value.nanos(() -> apply(setting)) / 1e9), "events/s");
        setting.progress().say("events: " + applied.text());
        return List.of(
                Figure.atLeast("feedback-classified", "delivery reports parsed and classified on two processors",
                        classified, 5_000),
                Figure.atLeast("feedback-applied", "feedback events posted, stored and applied", applied, 2_000));
    }

    private static void classify(int reports) throws Exception {
        MailClassifier classifier = MailClassifier.standard();
        try (ExecutorService threads = Executors.newFixedThreadPool(PROCESSORS)) {
            List<Callable<Long>> halves = IntStream.range(0, PROCESSORS)
                    .<Callable<Long>>mapToObj(half -> () -> IntStream
                            .range(0, reports / PROCESSORS).filter(i -> isHard(classifier, i * PROCESSORS + half))
                            .count())
                    .toList();
            long hard = 0;
            for (Future<Long> half : threads.invokeAll(halves)) {
                hard += half.get();
            }
            DifferentAnswers.check("how many are hard errors", hard, (long) reports);
        }
    }

    private static boolean isHard(MailClassifier classifier, int number) {
        Classified report = classifier.classify(REPORT.formatted(number).getBytes(US_ASCII), null);
        return report.type() == FeedbackType.HARD;
    }

    private static void apply(Setting setting) throws Exception {
        String run = Long.toString(System.nanoTime(), Character.MAX_RADIX);
        List<String> bodies = new ArrayList<>();
        for (int batch = 0; batch < BATCHES; batch++) {
            int number = batch;
            bodies.add(IntStream.range(0, BATCH)
                    .mapToObj(i -> "{\"channel\":\"email\",\"address\":\"u" + number + "." + i + "@" + run
                            + ".example\",\"type\":\"soft\",\"reason\":\"mailbox_full\"}")
                    .collect(Collectors.joining(",", "[", "]")));
        }
        for (String body : bodies) {
            setting.heed().call("POST", "/feedback", body);
        }
        try (Connection connection = setting.heed().connect()) {
            while (waiting(connection)) {
                TimeUnit.MILLISECONDS.sleep(10);
            }
        }
    }

    private static boolean waiting(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                var row = statement.executeQuery("select exists(select from feedback where state = 'received')")) {
            row.next();
            return row.getBoolean(1);
        }
    }
}
