package heed.feedback.email;

import static org.assertj.core.api.Assertions.assertThat;

import heed.Reference;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Defect 8: no automatic reply, delayed notice or ordinary mail counts against an address, whatever it quotes.
class InnocentTest {

    private static final MailClassifier CLASSIFIER = MailClassifier.standard();

    @TestFactory
    List<DynamicTest> nothingInTheTableCounts() throws IOException {
        return Samples.table("innocent.tsv").stream().map(row -> DynamicTest.dynamicTest(row.get(1) + " " + row.get(2),
                () -> {
                    Classified found = classified(row);
                    assertThat(found.type().counts()).as("%s", found).isFalse();
                    assertThat(found.kind().code()).as("%s", found).isEqualTo(row.get(0));
                })).toList();
    }

    @Test
    void aBounceThatSomebodyQuotesForwardsOrAnswersByMachineDoesNotCount() throws IOException {
        for (byte[] bounce : bounces()) {
            String words = words(bounce);
            String quoted = words.lines().map(line -> "> " + line).collect(Collectors.joining("\n"));
            String person = "From: Otto <otto@example.net>\nTo: news@example.org\n";
            for (String mail : List.of(
                    person + "Subject: Re: Undelivered Mail Returned to Sender\n\nWhat is this?\n\n" + quoted,
                    person + "Subject: Fwd: Undelivered Mail Returned to Sender\n\nLook:\n\n" + words,
                    person + "Subject: Out of office\nAuto-Submitted: auto-replied\nReturn-Path: <>\n\n" + words,
                    person + "Subject: Spring sale\nAuto-Submitted: auto-replied\nReturn-Path: <>\n\n" + quoted,
                    person + "Subject: [list] bounces\nList-Id: <list.example.net>\nPrecedence: list\n\n" + words,
                    person + "Subject: Spring sale\n\n" + words)) {
                assertThat(classify(mail).type().counts()).as(mail.lines().skip(2).limit(8).toList().toString())
                        .isFalse();
            }
        }
    }

    @Test
    void aBounceThatSomebodyAttachesDoesNotCount() throws IOException {
        for (byte[] bounce : bounces()) {
            String mail = "From: Otto <otto@example.net>\nSubject: look\nContent-Type: multipart/mixed; boundary=OTTO\n\n"
                    + "--OTTO\n\nHere it is.\n--OTTO\nContent-Type: message/rfc822\n\n"
                    + new String(bounce, StandardCharsets.ISO_8859_1) + "\n--OTTO--\n";

            assertThat(CLASSIFIER.classify(mail.getBytes(StandardCharsets.ISO_8859_1), null).type().counts())
                    .isFalse();
        }
    }

    @Test
    void aReportOfWhatIsOnlyDelayedDoesNotCount() throws IOException { // D1
        for (List<String> row : Samples.table("mail/expected.tsv")) {
            String mail = new String(Samples.mail(row.getFirst()), StandardCharsets.ISO_8859_1);
            if (mail.toLowerCase(Locale.ROOT).contains("content-type: message/delivery-status")) {
                String delayed = mail.replaceAll("(?im)^action:.*$", "Action: delayed");
                Classified found = CLASSIFIER.classify(delayed.getBytes(StandardCharsets.ISO_8859_1), null);
                assertThat(found.kind() == MailKind.REPORT && found.type().counts()).as("%s", found.pattern())
                        .isFalse();
            }
        }
    }

    private static Classified classified(List<String> row) {
        String header = row.get(3).equals("-") ? "" : row.get(3).replace("\\n", "\n") + "\n";
        return classify("From: " + row.get(1) + "\nTo: news@example.org\nSubject: " + row.get(2) + "\n" + header
                + "Content-Type: text/plain; charset=utf-8\n\n" + row.get(4).replace("\\n", "\n") + "\n");
    }

    private static Classified classify(String mail) {
        return CLASSIFIER.classify(mail.getBytes(StandardCharsets.UTF_8), null);
    }

    /// What it says to a person, without its header.
    private static String words(byte[] bounce) {
        String mail = new String(bounce, StandardCharsets.ISO_8859_1).replace("\r\n", "\n");
        int end = mail.indexOf("\n\n");
        return end < 0 ? mail : mail.substring(end + 2, Math.min(mail.length(), end + 10_000));
    }

    private static List<byte[]> bounces() throws IOException {
        List<byte[]> bounces = new ArrayList<>();
        for (List<String> row : Samples.table("mail/expected.tsv")) {
            bounces.add(Samples.mail(row.getFirst()));
        }
        Path folder = Corpus.folder(Reference.root());
        if (Files.exists(folder.resolve("bounces.jsonl"))) {
            Corpus.read(folder).stream().filter(sample -> !"arf".equals(sample.kind()))
                    .forEach(sample -> bounces.add(sample.bytes()));
        }
        return bounces;
    }
}
