package heed.feedback.email;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Classifies huge and malicious messages in a small process of its own ([BigMailTest] starts it). Ends with 0 when each
/// was answered within a second and as expected.
final class BigMail {

    private static final int SIZE = 25_000_000;

    private static final Duration LONGEST = Duration.ofSeconds(1);

    private static final String HEADER = "From: someone@example.net\nSubject: A long story\n";

    private static final String BOUNCE = "From: MAILER-DAEMON@example.net\nSubject: Undelivered Mail\n";

    private BigMail() {
    }

    public static void main(String[] arguments) throws IOException {
        MailClassifier classifier = MailClassifier.standard();
        expect(classifier, HEADER + "\nshort\n", "", FeedbackType.UNCLEAR);
        expect(classifier, HEADER + "\n", "A line of text that is repeated for ever.\n", FeedbackType.UNCLEAR);
        expect(classifier, HEADER + "\n", "one line that never ends ", FeedbackType.UNCLEAR);
        expect(classifier, HEADER + "Content-Transfer-Encoding: base64\n\n", "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo=\n",
                FeedbackType.UNCLEAR);
        expect(classifier, HEADER + "Content-Type: text/html\n\n", "<p>a@b.example <!-- ", FeedbackType.UNCLEAR);
        expect(classifier, HEADER, "X-Many: header\n", FeedbackType.UNREADABLE);
        expect(classifier, HEADER + "X-Long: ", "a a a a a a a a a a\n ", FeedbackType.UNREADABLE);
        expect(classifier, HEADER + "\n", "@@@@a@b.example<a@b.example>\"", FeedbackType.UNCLEAR);
        expect(classifier, HEADER + "Content-Type: multipart/mixed; boundary=x\n\n", "--x\n\npart\n",
                FeedbackType.UNREADABLE);
        expect(classifier, "", nested("multipart/mixed; boundary=b%d", "--b%d\n"), FeedbackType.UNREADABLE);
        expect(classifier, "", nested("message/rfc822", ""), FeedbackType.UNREADABLE);
        expect(classifier, BOUNCE + "\n" + many("rcpt to:<a%d@b.example> "), "", FeedbackType.SOFT);
        expect(classifier, BOUNCE + "\n" + many("a%d@b.example\n550 x\n"), "", FeedbackType.SOFT);
        expect(classifier, BOUNCE + "Content-Type: multipart/report; boundary=r\n\n--r\n\n" + many("<a%d@b.example>\n")
                + ("\n--r\nContent-Type: message/delivery-status\n\n"
                        + many("Final-Recipient: x;a%d@b.example\nAction: failed\n\n")).repeat(15),
                "", FeedbackType.SOFT);
        asBytes(classifier);
    }

    private static String many(String line) {
        return IntStream.range(0, 4_000).mapToObj(i -> (i % 9 == 0 ? "\n" : "") + line.formatted(i))
                .collect(Collectors.joining());
    }

    /// A multipart within a multipart within …
    private static String nested(String type, String begin) {
        StringBuilder bomb = new StringBuilder();
        for (int i = 0; i < 2_000; i++) {
            bomb.append("Content-Type: ").append(type.formatted(i)).append("\n\n").append(begin.formatted(i));
        }
        return bomb.toString();
    }

    private static void expect(MailClassifier classifier, String start, String repeated, FeedbackType expected)
            throws IOException {
        classifier.classify(mail(start, repeated), null);
        long begin = worked();
        Classified found = classifier.classify(mail(start, repeated), null);
        Duration took = Duration.ofNanos(worked() - begin);
        String what = start.substring(0, Math.min(200, start.length())) + repeated;
        if (found.type() != expected || took.compareTo(LONGEST) > 0) {
            throw new IllegalStateException("%s %s after %s: %s".formatted(found.type(), found.text(), took,
                    what.substring(0, Math.min(300, what.length()))));
        }
    }

    /// What this thread worked, whatever else the machine does.
    private static long worked() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    /// The whole message in memory, as an API gets it: 25 MB of the 64 MB are taken already.
    private static void asBytes(MailClassifier classifier) throws IOException {
        byte[] raw = new byte[SIZE];
        int read = mail(HEADER + "\n", "A line of text that is repeated for ever.\n").readNBytes(raw, 0, SIZE);
        Classified found = classifier.classify(raw, null);
        if (found.type() != FeedbackType.UNCLEAR || read != SIZE) {
            throw new IllegalStateException("as bytes: " + found.type());
        }
    }

    private static InputStream mail(String start, String repeated) {
        List<InputStream> parts = new ArrayList<>();
        parts.add(new ByteArrayInputStream(start.getBytes(StandardCharsets.US_ASCII)));
        if (!repeated.isEmpty()) {
            byte[] block = repeated.repeat(Math.max(1, 100_000 / repeated.length()))
                    .getBytes(StandardCharsets.US_ASCII);
            for (int size = 0; size < SIZE; size += block.length) {
                parts.add(new ByteArrayInputStream(block));
            }
        }
        return new SequenceInputStream(Collections.enumeration(parts));
    }
}
