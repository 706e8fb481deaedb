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
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// T1: texts against `texts.tsv`, and the table of keywords.
class KeywordClassifierTest {

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
            for (String text : List.of(keyword, keyword.toLowerCase(Locale.ROOT), " " + keyword + " !!", keyword + "🙏")) {
                assertThat(CLASSIFIER.of(text, "12345").intent()).as(text).isEqualTo(switch (line.action()) {
                    case STOP -> Intent.STOP;
                    case START -> Intent.START;
                    case NONE -> Intent.HELP;
                });
            }
        }
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
