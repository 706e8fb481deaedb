package heed.feedback.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heed.feedback.email.Samples;
import heed.feedback.text.Keyword.Action;
import heed.feedback.text.KeywordTable.KeywordProblems;
import heed.feedback.text.TextMeaning.Intent;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// T1: texts against `texts.tsv`, and the table of keywords.
class KeywordClassifierTest {

    private static final long SEED = 20_261_129L;

    private static final List<String> AROUND = List.of("", " ", "  ", "!", "...", "\"", " ✋", "🛑🛑", "\u00a0", "\t",
            "\n",
            " :-(", "❤️", "*", "。", "！");

    private static final Sentences SENTENCES = Sentences.standard();

    private static final KeywordClassifier CLASSIFIER = KeywordClassifier.standard();

    @TestFactory
    List<DynamicTest> eachTextMeansWhatItsTableSays() throws IOException {
        return Samples.table("texts.tsv").stream().map(row -> DynamicTest.dynamicTest(row.getFirst(), () -> {
            String text = row.get(0).replace("\\n", "\n");
            TextMeaning meaning = CLASSIFIER.of(text, row.get(1).equals("-") ? null : row.get(1));

            assertThat(meaning.intent().code()).as("%s", meaning).isEqualTo(row.get(2));
        })).toList();
    }

    @Test
    void everyKeywordMeansWhatItsLineSaysInAnySpelling() {
        for (Keyword line : KeywordTable.standard().lines()) {
            String keyword = line.keyword() == null ? "" : line.keyword();
            for (String text : List.of(keyword, keyword.toLowerCase(Locale.ROOT), " " + keyword + " !!",
                    keyword + "🙏")) {
                assertThat(CLASSIFIER.of(text, "12345").intent()).as(text).isEqualTo(switch (line.action()) {
                    case STOP -> Intent.STOP;
                    case START -> Intent.START;
                    case NONE -> Intent.HELP;
                });
            }
        }
    }

    /// Blanks, case, punctuation, emoji and courtesies around a keyword change nothing, whatever is drawn.
    @Test
    void nothingAroundAKeywordChangesWhatItMeans() {
        Random random = new Random(SEED);
        List<Keyword> keywords = KeywordTable.standard().lines().stream().filter(line -> line.keyword() != null)
                .filter(line -> line.action() != Action.NONE)
                // A keyword that holds a courtesy itself (`GEEN SMS`) is known among others only at one of its sides.
                .filter(line -> SENTENCES.polite().stream()
                        .noneMatch(phrase -> Spoken.of(String.valueOf(line.keyword())).holds(phrase.words())))
                .toList();
        for (int i = 0; i < 4_000; i++) {
            Keyword line = keywords.get(random.nextInt(keywords.size()));
            String text = dressed(random, line);

            assertThat(CLASSIFIER.of(text, null).intent()).as("seed %d: %s", SEED, text)
                    .isEqualTo(line.action() == Action.STOP ? Intent.STOP : Intent.START);
        }
    }

    @Test
    void everySentenceThatAsksToStopStopsUnlessItIsAskedOrDenied() {
        for (Sentences.Phrase phrase : SENTENCES.stop()) {
            assertThat(CLASSIFIER.of("Hello, " + phrase.shown() + "!! 🙏", null).intent()).as(phrase.shown())
                    .isEqualTo(Intent.STOP);
        }
        for (Sentences.Phrase phrase : SENTENCES.doubtful()) {
            assertThat(CLASSIFIER.of("xyz " + phrase.shown() + " xyz", null).intent()).as(phrase.shown())
                    .isEqualTo(Intent.UNCLEAR);
        }
    }

    /// A START lifts a STOP: it must be all that is said.
    @Test
    void startIsNeverFoundAmongOtherWords() {
        for (Keyword line : KeywordTable.standard().lines()) {
            if (line.action() == Action.START) {
                for (String text : List.of(line.keyword() + " xyz", "xyz " + line.keyword(), "xyz\n" + line.keyword(),
                        line.keyword() + "\nxyz", "STOP " + line.keyword(), line.keyword() + " STOP")) {
                    assertThat(CLASSIFIER.of(text, null).intent()).as(text).isNotEqualTo(Intent.START);
                }
            }
        }
    }

    private static String dressed(Random random, Keyword line) {
        String keyword = String.valueOf(line.keyword());
        List<String> polite = SENTENCES.polite().stream()
                .filter(phrase -> phrase.language().equals(line.language()))
                .filter(phrase -> !Spoken.of(keyword).holds(phrase.words())).map(Sentences.Phrase::shown).toList();
        String courtesy = polite.isEmpty() ? "please" : polite.get(random.nextInt(polite.size()));
        String cased = switch (random.nextInt(3)) {
            case 0 -> keyword.toLowerCase(Locale.ROOT);
            case 1 -> keyword.toUpperCase(Locale.ROOT);
            default -> keyword;
        };
        String around = AROUND.get(random.nextInt(AROUND.size()));
        return switch (random.nextInt(4)) {
            case 0 -> courtesy + ", " + cased + around;
            case 1 -> around + cased + " " + courtesy + around;
            default -> around + cased + around;
        };
    }

    @Test
    void stopIsKnownInAtLeastTwelveLanguagesAndAnsweredInEach() {
        assertThat(KeywordTable.standard().lines().stream().filter(line -> line.action() == Action.STOP)
                .map(Keyword::language).collect(Collectors.toSet())).hasSizeGreaterThanOrEqualTo(12);
        assertThat(KeywordTable.standard().lines()).allSatisfy(line -> assertThat(line.reply()).isNotBlank());
        assertThat(KeywordTable.standard().reply(Action.STOP, "de")).startsWith("Sie erhalten keine");
        assertThat(KeywordTable.standard().reply(Action.STOP, "xx")).startsWith("You will get no more");
    }

    @Test
    void aLineOfAShortCodeCountsOnlyThereAndTheRestIsAnswered() {
        KeywordClassifier own = new KeywordClassifier(KeywordTable.parse("""
                promo\t12345\ten\tnone\tThe offer ends today.
                -\t12345\ten\tnone\tWe do not read texts here.
                -\t-\ten\tstop\t-
                """));

        assertThat(own.of("Promo", "12345").reply()).isEqualTo("The offer ends today.");
        assertThat(own.of("what", "12345"))
                .isEqualTo(new TextMeaning(Intent.UNCLEAR, null, "en", "We do not read texts here."));
        assertThat(own.of("Promo", "99999").intent()).isEqualTo(Intent.STOP);
    }

    @Test
    void stopStopsEvenWhenTheTableForgetsIt() {
        KeywordClassifier empty = new KeywordClassifier(KeywordTable.parse(""));

        assertThat(List.of("STOP", "quit", "END", "revoke", "OPT OUT", "cancel", "unsubscribe", "stop all"))
                .allSatisfy(text -> assertThat(empty.of(text, null).intent()).isEqualTo(Intent.STOP));
    }

    @Test
    void everyProblemNamesItsLine() {
        assertThatThrownBy(() -> KeywordTable.parse("""
                stop\t-\ten\tstop\t-
                hey\t-\ten\tstop
                hey\t-\ten\twave\t-
                hey\t-\tEnglish\tnone\t-
                Stop\t-\ten\tnone\t-
                !!\t-\ten\tnone\t-
                -\t-\ten\tstart\t-
                """)).isInstanceOfSatisfying(KeywordProblems.class, problems -> assertThat(problems.lines())
                .containsExactly("line 2: has 4 columns, not 5", "line 3: action \"wave\" is not stop, start or none",
                        "line 4: language \"English\" is not like en",
                        "line 5: \"Stop\" always stops, its action must be stop",
                        "line 6: keyword \"!!\" holds no letter or is longer than 60",
                        "line 7: everything else cannot start"));
    }
}
