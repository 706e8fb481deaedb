package heed.feedback.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heed.feedback.email.PatternSet.PatternProblems;
import heed.rules.quarantine.ErrorReason;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The file of patterns: order, wordings, and what is said about a line that cannot be understood.
class PatternSetTest {

    @Test
    void whatComesWithTheProductIsUnderstood() {
        assertThat(PatternSet.standard().lines()).hasSizeGreaterThan(80)
                .allSatisfy(line -> assertThat(line.source()).isNotBlank());
    }

    @Test
    void theFirstLineThatMatchesCounts() {
        PatternSet set = PatternSet.parse("""
                one\tdiagnostic\tno user\tsoft\trefused\tx
                two\tdiagnostic\tno user here | nobody*here\thard\tuser_unknown\tx
                """);

        assertThat(judged(set, "there is no user here", null)).isEqualTo("one");
        assertThat(judged(set, "nobody lives here", null)).isEqualTo("two");
    }

    @Test
    void wordsCodesAndRepliesAreWeighedByTheirOrder() {
        PatternSet set = PatternSet.parse("""
                spam\tdiagnostic\tspam\tignored\tcontent\tx
                unknown\tcode\t5.1.1\thard\tuser_unknown\tx
                weak\tdiagnostic\trejected\tsoft\trefused\tx
                reply\treply\t55*\tsoft\trefused\tx
                """);

        assertThat(judged(set, "rejected as spam", "5.1.1")).isEqualTo("spam");
        assertThat(judged(set, "rejected", "5.1.1")).isEqualTo("unknown");
        assertThat(judged(set, "rejected", null)).isEqualTo("weak");
    }

    @Test
    void aWordingBeginsAndEndsAtTheEdgeOfAWord() {
        PatternSet set = PatternSet.parse("""
                a\tdiagnostic\tspam\tignored\tcontent\tx
                b\tdiagnostic\tquota*\tsoft\tmailbox_full\tx
                """);

        assertThat(judged(set, "antispam", null)).isNull();
        assertThat(judged(set, "spamming", null)).isNull();
        assertThat(judged(set, "spam!", null)).isEqualTo("a");
        assertThat(judged(set, "quotas", null)).isEqualTo("b");
    }

    @Test
    void everyProblemNamesItsLine() {
        assertThatThrownBy(() -> PatternSet.parse("""
                # a comment
                a\tdiagnostic\tfoo\thard\tuser_unknown\tx

                b\tdiagnostic\tfoo\thard
                c\tsomewhere\tfoo\thard\tuser_unknown\tx
                d\tdiagnostic\tfoo\tvery\tuser_unknown\tx
                e\tdiagnostic\tfoo\thard\tbad luck\tx
                f\tdiagnostic\tfoo\thard\tpolicy\tx
                g\tsubject\tfoo\thard\t-\tx
                a\tdiagnostic\tfoo\thard\tuser_unknown\tx
                h\tdiagnostic\t*\thard\tuser_unknown\tx
                i\tcode\tfive\thard\tuser_unknown\tx
                """)).isInstanceOfSatisfying(PatternProblems.class, problems -> assertThat(problems.lines())
                .containsExactly("line 4: has 4 columns, not 6", "line 5: \"somewhere\" is no place to look in",
                        "line 6: type \"very\" is not known", "line 7: reason \"bad luck\" is not known here",
                        "line 8: reason \"policy\" does not go with type \"hard\"",
                        "line 9: type \"hard\" does not go with \"subject\"",
                        "line 10: id \"a\" is empty or stands twice",
                        "line 11: \"*\" must begin with two characters to look for",
                        "line 12: \"five\" is no code"));
    }

    @Test
    void anEditedSetChangesTheVerdict() {
        String own = "mine\tdiagnostic\tuser unknown\tsoft\trefused\tours\n" + PatternSet.standardText();

        Judge.Judgement before = new Judge(PatternSet.standard()).of("550 user unknown", null);
        Judge.Judgement after = new Judge(PatternSet.parse(own)).of("550 user unknown", null);

        assertThat(before.reason()).isEqualTo(ErrorReason.USER_UNKNOWN);
        assertThat(after.reason()).isEqualTo(ErrorReason.REFUSED);
        assertThat(Objects.requireNonNull(after.line()).id()).isEqualTo("mine");
    }

    private static @Nullable String judged(PatternSet set, String said,
            @Nullable String code) {
        PatternLine line = set.judge(said, code, null);
        return line == null ? null : line.id();
    }
}
