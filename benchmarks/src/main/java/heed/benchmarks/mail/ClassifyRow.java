package heed.benchmarks.mail;

import heed.benchmarks.Figure;
import heed.benchmarks.Row;
import heed.benchmarks.Setting;
import heed.benchmarks.Value;
import heed.feedback.email.Classified;
import heed.feedback.email.FeedbackType;
import heed.feedback.email.MailClassifier;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// How many delivery reports (RFC 3464, with the message they return, 4 KB) two threads parse and classify in a second.
public final class ClassifyRow implements Row {

    private static final int THREADS = 2;

    private static final int EACH = 20_000;

    private static final int TURNS = 7;

    private static final int WARM_UPS = 2;

    private static final List<String> ANSWERS = List.of("550 5.1.1 <%s>: Recipient address rejected: User unknown",
            "452 4.2.2 <%s> The email account that you tried to reach is over quota",
            "554 5.7.1 Service unavailable; client [192.0.2.7] blocked using a list", "connect to mx: timed out");

    private static final List<FeedbackType> MEANINGS = List.of(FeedbackType.HARD, FeedbackType.SOFT,
            FeedbackType.IGNORED, FeedbackType.SOFT);

    @Override
    public List<Figure> measure(Setting setting) throws Exception {
        MailClassifier classifier = MailClassifier.standard();
        double[] rates = new double[TURNS];
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            for (int turn = -WARM_UPS; turn < TURNS; turn++) {
                long nanos = Value.nanos(() -> work(classifier, threads));
                if (turn >= 0) {
                    rates[turn] = THREADS * EACH * 1e9 / nanos;
                }
            }
        }
        return List.of(Figure.atLeast("classify", "delivery reports of 4 KB parsed and classified, 2 threads",
                Value.of(rates, "reports/s"), 5_000));
    }

    private static void work(MailClassifier classifier, ExecutorService threads) throws Exception {
        List<Callable<Boolean>> halves = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            int first = thread * EACH;
            halves.add(() -> all(classifier, first));
        }
        for (Future<Boolean> half : threads.invokeAll(halves)) {
            DifferentAnswers.check("what each report means", half.get(), true);
        }
    }

    private static boolean all(MailClassifier classifier, int first) {
        boolean right = true;
        for (int i = first; i < first + EACH; i++) {
            Classified found = classifier.classify(report(i), null);
            right &= found.type() == MEANINGS.get(i % MEANINGS.size()) && found.recipients().size() == 1;
        }
        return right;
    }

    private static byte[] report(int number) {
        String address = "p%d@example.org".formatted(number);
        String answer = ANSWERS.get(number % ANSWERS.size()).formatted(address);
        String status = answer.startsWith("4") ? "4.2.2" : answer.startsWith("5") ? "5.0.0" : "4.4.1";
        return """
                Return-Path: <>
                From: MAILER-DAEMON@mx.example.net (Mail Delivery System)
                To: bounces@return.example.org
                Subject: Undelivered Mail Returned to Sender
                Auto-Submitted: auto-replied
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=delivery-status; boundary="B/mx.example.net"

                --B/mx.example.net
                Content-Type: text/plain; charset=us-ascii

                This is the mail system at host mx.example.net.

                I'm sorry to have to inform you that your message could not
                be delivered to one or more recipients. It's attached below.

                <%1$s>: %2$s

                --B/mx.example.net
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mx.example.net

                Final-Recipient: rfc822; %1$s
                Original-Recipient: rfc822;%1$s
                Action: failed
                Status: %3$s
                Diagnostic-Code: smtp; %2$s

                --B/mx.example.net
                Content-Type: message/rfc822

                Return-Path: <bounces@return.example.org>
                Message-ID: <%4$d.AbCdEfGhIjKlMnOpQrStUvWxYz012345@return.example.org>
                From: Shop <news@example.org>
                To: %1$s
                Subject: News

                %5$s
                --B/mx.example.net--
                """.formatted(address, answer, status, number, "A line of the message that was sent.\n".repeat(70))
                .getBytes(StandardCharsets.US_ASCII);
    }
}
