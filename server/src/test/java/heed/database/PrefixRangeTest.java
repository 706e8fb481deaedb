package heed.database;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrefixRangeTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "zz", "ada@", "é", "\uD7FF", "\uFFFF", "a\uDBFF\uDFFF", "😀"})
    void everyTextThatBeginsWithThePrefixLiesInTheRangeAndNoOther(String prefix) {
        PrefixRange range = PrefixRange.of(prefix);

        for (String tail : new String[]{"", "a", "\uFFFF", "\uDBFF\uDFFF", "\u0001"}) {
            assertThat(inside(range, prefix + tail)).isTrue();
        }
        assertThat(inside(range, Objects.requireNonNull(range.to()))).isFalse();
        assertThat(inside(range, prefix.substring(0, prefix.offsetByCodePoints(0, prefix.codePointCount(0,
                prefix.length()) - 1)))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\uDBFF\uDFFF"})
    void aPrefixBeyondWhichNothingComesHasNoEnd(String prefix) {
        assertThat(PrefixRange.of(prefix).to()).isNull();
    }

    /// The order of `collate "C"`: by bytes of UTF-8.
    private static boolean inside(PrefixRange range, String text) {
        return compare(range.from(), text) <= 0 && (range.to() == null || compare(text, range.to()) < 0);
    }

    private static int compare(String left, String right) {
        return Arrays.compareUnsigned(left.getBytes(UTF_8), right.getBytes(UTF_8));
    }
}
