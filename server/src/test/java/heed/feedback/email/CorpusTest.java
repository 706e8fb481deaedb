package heed.feedback.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import heed.Reference;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// The real messages of `../shared/corpora` against the bars of semantics §2 and D2. What the sources expect and we think
/// wrong is listed one by one, with its reason, in `corpus-exceptions.tsv`; the table of results is
/// `docs/reference/feedback-corpus.md`.
class CorpusTest {

    private static final Path ROOT = Reference.root();

    private static List<CorpusVerdict> verdicts = List.of();

    /// Why an expectation is not ours, by `class` or `recipient` and the file.
    private static Map<String, String> exceptions = Map.of();

    @BeforeAll
    static void classify() throws IOException {
        Path folder = Corpus.folder(ROOT);
        assumeTrue(Files.exists(folder.resolve("bounces.jsonl")),
                () -> "skipped: the folder %s with the real messages is missing".formatted(folder));
        MailClassifier classifier = MailClassifier.standard();
        verdicts = Corpus.read(folder).stream()
                .map(sample -> CorpusVerdict.of(sample, classifier)).toList();
        exceptions = new HashMap<>();
        for (List<String> row : Samples.table("corpus-exceptions.tsv")) {
            exceptions.put(row.get(1) + " " + row.get(0), row.get(2));
        }
    }

    @Test
    void theClassIsRightForNinetyEightOfAHundred() {
        assertThat(wrong("class", CorpusVerdict::states, CorpusVerdict::right)).hasSizeLessThanOrEqualTo(
                (int) count(CorpusVerdict::states) * 2 / 100);
    }

    @Test
    void theRecipientIsRightForNinetyEightOfAHundred() {
        assertThat(wrong("recipient", CorpusVerdict::statesRecipients, CorpusVerdict::recipientsRight))
                .hasSizeLessThanOrEqualTo((int) count(CorpusVerdict::statesRecipients) * 2 / 100);
    }

    @Test
    void noAutomaticReplyDelayedNoticeOrOrdinaryMailEverCounts() { // D1, R1
        assertThat(verdicts).allSatisfy(verdict -> {
            boolean harmless = switch (verdict.found().kind()) {
                case DELAYED, DELIVERED, AUTO_REPLY, ORDINARY, UNREADABLE -> true;
                case REPORT, BOUNCE, COMPLAINT -> false;
            };
            boolean quiet = "autoreply".equals(verdict.sample().kind()) || verdict.delayed()
                    || ("ignored".equals(verdict.sample().type()) && !listed("class", verdict));
            assertThat((harmless || quiet) && verdict.counts()).as(verdict.sample().id()).isFalse();
        });
    }

    /// `-Dheed.corpus.seed=…` draws the same fifth again, and prints its table.
    @Test
    void aFifthDrawnAtRandomIsAsRight() {
        Long given = Long.getLong("heed.corpus.seed");
        long seed = given == null ? System.nanoTime() : given;
        List<CorpusVerdict> fifth = new ArrayList<>(verdicts);
        Collections.shuffle(fifth, new Random(seed));
        fifth = fifth.subList(0, verdicts.size() / 5);
        CorpusPage page = new CorpusPage(fifth, exceptions);
        System.out.printf("corpus: a fifth drawn with -Dheed.corpus.seed=%d%n%s", seed,
                given == null ? "" : page.numbers() + page.table("A fifth drawn at random", verdict -> true));

        assertThat(fifth.stream().filter(CorpusVerdict::states)
                .filter(verdict -> !verdict.right() && !listed("class", verdict))).as("seed %d", seed)
                .hasSizeLessThanOrEqualTo((int) fifth.stream().filter(CorpusVerdict::states).count() * 2 / 100);
        assertThat(fifth.stream().filter(CorpusVerdict::statesRecipients)
                .filter(verdict -> !verdict.recipientsRight() && !listed("recipient", verdict))).as("seed %d", seed)
                .isEmpty();
    }

    /// Prints how well messages are read that nobody looked at: `-Dheed.corpus=…` is a folder with its `bounces.jsonl`.
    @Test
    @EnabledIfSystemProperty(named = "heed.corpus", matches = ".+", disabledReason = "no other folder is named")
    void furtherMessagesDoNotCountWhereTheyShouldNot() throws IOException {
        MailClassifier classifier = MailClassifier.standard();
        List<CorpusVerdict> further = Corpus.read(Path.of(System.getProperty("heed.corpus", ""))).stream()
                .map(sample -> CorpusVerdict.of(sample, classifier)).toList();
        CorpusPage page = new CorpusPage(further, exceptions);
        System.out.printf("corpus: further messages%n%s%n%s", page.numbers(),
                page.table("Further messages", verdict -> true));

        assertThat(further).filteredOn(verdict -> "autoreply".equals(verdict.sample().kind()) || verdict.delayed())
                .noneMatch(CorpusVerdict::counts);
    }

    @Test
    void aListedExceptionIsOneStill() {
        Set<String> stale = new TreeSet<>(exceptions.keySet());
        verdicts.forEach(verdict -> {
            if (verdict.states() && !verdict.right()) {
                stale.remove("class " + verdict.sample().id());
            }
            if (verdict.statesRecipients() && !verdict.recipientsRight()) {
                stale.remove("recipient " + verdict.sample().id());
            }
        });
        assertThat(stale).isEmpty();
    }

    @Test
    void noPatternNamesADomainOfTheCorpus() {
        Set<String> domains = new TreeSet<>();
        for (CorpusVerdict verdict : verdicts) {
            String raw = new String(verdict.sample().bytes(), StandardCharsets.ISO_8859_1);
            Addresses.in(raw).forEach(found -> domains
                    .add(found.address().substring(found.address().indexOf('@') + 1).toLowerCase(Locale.ROOT)));
        }
        assertThat(PatternSet.standard().lines()).allSatisfy(line -> assertThat(domains)
                .noneMatch(domain -> (" " + line.pattern() + " ").contains(" " + domain + " ")));
    }

    @Test
    void thePageOfTheCorpusIsWhatComesOut() throws IOException {
        Reference.compare(Path.of("docs/reference/feedback-corpus.md"), new CorpusPage(verdicts, exceptions).text());
    }

    private static List<String> wrong(String what, Predicate<CorpusVerdict> states, Predicate<CorpusVerdict> right) {
        return verdicts.stream().filter(states).filter(right.negate()).filter(verdict -> !listed(what, verdict))
                .map(verdict -> "%s %s: %s %s, found %s %s".formatted(verdict.sample().id(), verdict.sample().name(),
                        verdict.sample().type(), verdict.sample().reason(), verdict.found().type(),
                        verdict.found().reason()))
                .toList();
    }

    private static long count(Predicate<CorpusVerdict> states) {
        return verdicts.stream().filter(states).count();
    }

    private static boolean listed(String what, CorpusVerdict verdict) {
        return exceptions.containsKey(what + " " + verdict.sample().id());
    }
}
