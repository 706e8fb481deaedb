package heed.feedback.email;

import static org.assertj.core.api.Assertions.assertThat;

import heed.feedback.mime.MailLimits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A message of 25 MB within 64 MB of memory, nested bombs refused, nothing over a second; and what is beyond the limits.
class BigMailTest {

    @Test
    void hugeMessagesAndBombsAreReadInASmallProcess() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
                BigMail.class.getName()).redirectErrorStream(true).start();
        String said;
        try (InputStream output = process.getInputStream()) {
            said = new String(output.readAllBytes(), StandardCharsets.UTF_8);
        }

        assertThat(process.waitFor()).as(said).isZero();
    }

    @Test
    void whatIsOverTheLimitsIsUnreadable() throws IOException {
        MailLimits small = new MailLimits(1_000, 10, 200, 100, 1_000, 1_000, 10);
        byte[] bounce = Samples.mail("postfix-unknown");

        assertThat(new MailClassifier(PatternSet.standard(), small).classify(bounce, null).type())
                .isEqualTo(FeedbackType.UNREADABLE);
        assertThat(MailClassifier.standard().classify(bounce, null).type()).isEqualTo(FeedbackType.HARD);
    }

    @Test
    void aMessageMayNameOnlySoManyRecipients() {
        StringBuilder mail = new StringBuilder("Content-Type: message/delivery-status\n\n");
        List.of(1, 2, 3, 4, 5).forEach(i -> mail
                .append("Final-Recipient: rfc822; a%d@example.com\nAction: failed\nStatus: 5.1.1\n\n".formatted(i)));
        MailLimits three = new MailLimits(100_000, 10, 200, 100, 1_000, 10_000, 3);

        assertThat(new MailClassifier(PatternSet.standard(), three)
                .classify(mail.toString().getBytes(StandardCharsets.US_ASCII), null).recipients()).hasSize(3);
    }
}
