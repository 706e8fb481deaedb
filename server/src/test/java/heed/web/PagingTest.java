package heed.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagingTest {

    @Test
    void theLastPageHasNoCursor() {
        assertThat(Paging.of(3, null, "l").page(List.of("a", "b", "c"), List::of).nextCursor()).isNull();
        assertThat(Paging.of(3, null, "l").page(List.of("a", "b", "c", "d"), List::of).nextCursor()).isNotNull();
    }

    @Test
    void aCursorGivesBackTheSortKeyOfTheLastItemShown() {
        String cursor = cursor("l", "filter");

        assertThat(Paging.of(9, cursor, "l", "filter").after()).containsExactly("k1", "", "ü|😀");
    }

    @Test
    void aCursorOfOtherFiltersOrAnotherListIsRefused() {
        String cursor = cursor("l", "a", null);

        assertThat(Paging.of(1, cursor, "l", "a", null).after()).hasSize(3);
        for (var refused : List.<Runnable>of(() -> Paging.of(1, cursor, "l", "b", null),
                () -> Paging.of(1, cursor, "l", null, "a"), () -> Paging.of(1, cursor, "m", "a", null),
                () -> Paging.of(1, cursor, "l", "a"))) {
            assertThatThrownBy(refused::run).isInstanceOf(Problem.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "AQ", "MTIz", "AQAAAAAAAAAAMQ", "%%%", "\u0000"})
    void aHandmadeCursorIsRefused(String cursor) {
        assertThatThrownBy(() -> Paging.of(1, cursor, "l")).isInstanceOf(Problem.class).hasMessageContaining("cursor");
    }

    @Test
    void everyChangedBitOfACursorIsNoticed() {
        String cursor = cursor("l");

        IntStream.range(0, cursor.length() - 1).forEach(i -> {
            char other = cursor.charAt(i) == 'A' ? 'B' : 'A';
            String changed = cursor.substring(0, i) + other + cursor.substring(i + 1);
            assertThatThrownBy(() -> Paging.of(1, changed, "l")).isInstanceOf(Problem.class);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 1001, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void aLimitHasLimits(int limit) {
        assertThatThrownBy(() -> Paging.of(limit, null, "l")).isInstanceOf(Problem.class).hasMessageContaining("limit");
    }

    @Test
    void csvCellsAreQuotedAndNoFormulas() {
        assertThat(CsvAnswer.line(List.of("a", "a,b", "say \"x\"", "two\nlines", " edge", 12, -3, List.of("x", "y"))))
                .isEqualTo("a,\"a,b\",\"say \"\"x\"\"\",\"two\nlines\",\" edge\",12,-3,x|y\r\n");
        assertThat(CsvAnswer.line(List.of("=1", "+1", "-1", "@x", "\tx", "\rx", "'x")))
                .isEqualTo("'=1,'+1,'-1,'@x,'\tx,\"'\rx\",'x\r\n");
        assertThat(CsvAnswer.line(List.of("+33612345601", "+1+2+3+4+5", "+1-800-cmd"))).as("phone numbers stay")
                .isEqualTo("+33612345601,'+1+2+3+4+5,'+1-800-cmd\r\n");
    }

    private static String cursor(String list, @Nullable Object... filters) {
        String cursor = Paging.of(1, null, list, filters)
                .page(List.of("x", "y"), _ -> List.of("k1", "", "ü|😀")).nextCursor();
        if (cursor == null) {
            throw new AssertionError("no cursor");
        }
        return cursor;
    }
}
