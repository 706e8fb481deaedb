package heed.feedback.email;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The project's own messages, one of each system, against `expected.tsv` beside them: a new sample needs no Java.
class MailClassifierTest {

    private static final String TOKEN = "AbCdEfGhIjKlMnOpQrStUvWxYz012345";

    private static final MailClassifier CLASSIFIER = MailClassifier.standard();

    @TestFactory
    List<DynamicTest> eachSampleMeansWhatItsTableSays() throws IOException {
        return Samples.table("mail/expected.tsv").stream().map(row -> DynamicTest.dynamicTest(row.getFirst(),
                () -> assertThat(said(row.getFirst())).isEqualTo(String.join("\t", row)))).toList();
    }

    @Test
    void theTokenIsFoundWhereverItComesBack() throws IOException {
        for (String name : List.of("postfix-unknown", "qmail", "exim-expired", "arf-redacted")) { // D3, A1
            assertThat(CLASSIFIER.classify(Samples.mail(name), null).tokens()).as(name).contains(TOKEN);
        }
        assertThat(CLASSIFIER.classify(Samples.mail("ordinary"), "b+" + TOKEN + "@return.example.org").tokens())
                .contains(TOKEN);
        assertThat(CLASSIFIER.classify(Samples.mail("ordinary"), null).tokens()).isEmpty();
    }

    @Test
    void theResultNamesTheLineThatDecided() throws IOException {
        assertThat(CLASSIFIER.classify(Samples.mail("postfix-unknown"), null).pattern()).isEqualTo("unknown-1");
        assertThat(CLASSIFIER.classify(Samples.mail("vacation"), null).pattern())
                .isEqualTo("header:auto-submitted"); // R1
        assertThat(CLASSIFIER.classify(Samples.mail("sendmail-delayed"), null).pattern())
                .isEqualTo("report:delayed"); // D1
    }

    @Test
    void whatIsNoMessageIsNotCounted() {
        assertThat(classify("").type()).isEqualTo(FeedbackType.UNCLEAR);
        assertThat(classify("Hello").type()).isEqualTo(FeedbackType.UNCLEAR);
        assertThat(classify("\0\1\2\3\r\n\r\n\377").type()).isEqualTo(FeedbackType.UNCLEAR);
    }

    @Test
    void aLineOfAnMboxFileInFrontDoesNotMatter() throws IOException {
        byte[] mail = Samples.mail("postfix-unknown");
        byte[] boxed = ("From MAILER-DAEMON Thu Oct  1 00:00:00 2026\n" + new String(mail, StandardCharsets.UTF_8))
                .getBytes(StandardCharsets.UTF_8);

        assertThat(CLASSIFIER.classify(boxed, null)).isEqualTo(CLASSIFIER.classify(mail, null));
    }

    private static Classified classify(String raw) {
        return CLASSIFIER.classify(raw.getBytes(StandardCharsets.ISO_8859_1), null);
    }

    private static String said(String name) throws IOException {
        Classified mail = CLASSIFIER.classify(Samples.mail(name), null);
        String recipients = mail.recipients().stream().map(one -> one.address() + "=" + one.type().code())
                .collect(Collectors.joining(" "));
        return String.join("\t", name, mail.type().code(), mail.kind().code(), mail.reason().code(),
                mail.enhancedCode() == null ? "-" : mail.enhancedCode(), recipients.isEmpty() ? "-" : recipients);
    }
}
