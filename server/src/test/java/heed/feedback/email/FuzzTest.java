package heed.feedback.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import heed.Reference;
import heed.feedback.text.KeywordClassifier;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Broken messages: no exception, nothing over a second, nothing that counts without being a bounce or a complaint.
/// Starts from the real messages where they are, and from our own. 20,000 small ones and some big ones; a million of every
/// size with `-Dheed.fuzz=full`, others with `-Dheed.fuzz.seed=…`.
class FuzzTest {

    private static final long SEED = Long.getLong("heed.fuzz.seed", 20_261_128L);

    private static final boolean FULL = "full".equals(System.getProperty("heed.fuzz"));

    private static final int CASES = FULL ? 1_000_000 : 20_000;

    /// In the short form only every hundredth starts from a bigger one.
    private static final int SMALL = 6_000;

    private static final Duration LONGEST = Duration.ofSeconds(1);

    private static final MailClassifier CLASSIFIER = MailClassifier.standard();

    private static final KeywordClassifier TEXTS = KeywordClassifier.standard();

    @Test
    void brokenMessagesAreReadWithoutCrashOrHang() throws IOException {
        List<byte[]> all = seeds();
        List<byte[]> small = all.stream().filter(mail -> mail.length <= SMALL).toList();
        IntStream cases = IntStream.range(0, CASES);
        (FULL ? cases.parallel() : cases).forEach(i -> {
            long seed = SEED + i;
            byte[] mail = new Mutations(seed).mutate(FULL || i % 100 == 0 ? all : small);
            assertThatCode(() -> check(mail)).as("seed %d, %d bytes", seed, mail.length).doesNotThrowAnyException();
        });
    }

    @Test
    void brokenTextsAreReadWithoutCrash() throws IOException {
        List<byte[]> seeds = Samples.table("texts.tsv").stream()
                .map(row -> row.getFirst().getBytes(StandardCharsets.UTF_8)).toList();
        for (int i = 0; i < (FULL ? 200_000 : 5_000); i++) {
            String text = new String(new Mutations(SEED + i).mutate(seeds), StandardCharsets.UTF_8);
            assertThatCode(() -> TEXTS.of(text, "12345")).as("seed %d", SEED + i).doesNotThrowAnyException();
        }
    }

    private static void check(byte[] mail) {
        Classified found = classified(mail);
        boolean mayCount = switch (found.kind()) {
            case REPORT, BOUNCE, COMPLAINT -> true;
            case DELAYED, DELIVERED, AUTO_REPLY, ORDINARY, UNREADABLE -> false;
        };
        assertThat(found.type().counts() && !mayCount).isFalse();
        assertThat(found.recipients()).hasSizeLessThanOrEqualTo(500)
                .allSatisfy(one -> assertThat(one.address()).contains("@").hasSizeLessThan(500));
        assertThat(found.tokens()).hasSizeLessThanOrEqualTo(40);
    }

    /// A slow one is tried once more: the machine may have been busy, a hang hangs again.
    private static Classified classified(byte[] mail) {
        long start = worked();
        Classified found = CLASSIFIER.classify(mail, null);
        if (worked() - start > LONGEST.toNanos()) {
            start = worked();
            CLASSIFIER.classify(mail, null);
            assertThat(Duration.ofNanos(worked() - start)).isLessThan(LONGEST);
        }
        return found;
    }

    /// What this thread worked, whatever else the machine does.
    private static long worked() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static List<byte[]> seeds() throws IOException {
        List<byte[]> seeds = new ArrayList<>();
        for (List<String> row : Samples.table("mail/expected.tsv")) {
            seeds.add(Samples.mail(row.getFirst()));
        }
        Path folder = Corpus.folder(Reference.root());
        if (Files.exists(folder.resolve("bounces.jsonl"))) {
            Corpus.read(folder).forEach(sample -> seeds.add(sample.bytes()));
        }
        return seeds;
    }
}
