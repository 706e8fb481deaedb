package heed.delivery.exclusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import heed.delivery.exclusion.ExclusionLog.Exclusion;
import heed.delivery.exclusion.ExclusionPages.Query;
import heed.web.Problem;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExclusionQueryTest {

    @Test
    void aCursorBelongsToWhatWasAskedThoughNoLogSaysIt() {
        Query asked = query("secret@example.org");
        String cursor = asked.paging(1, null).page(IntStream.range(0, 51).boxed().toList(), row -> List.of(row))
                .nextCursor();

        assertThat(cursor).isNotNull();
        assertThat(query("secret@example.org").paging(1, cursor).afterId()).isEqualTo(49);
        assertThatExceptionOfType(Problem.class).isThrownBy(() -> query("other@example.org").paging(1, cursor));
        assertThatExceptionOfType(Problem.class).isThrownBy(() -> asked.paging(2, cursor));
        assertThat(asked.toString()).doesNotContain("secret");
        assertThat(asked.filter().toString()).doesNotContain("secret");
    }

    @Test
    void noLogHoldsTheAddressOfARow() {
        Exclusion exclusion = new Exclusion(7, "secret", "secret@example.org", false, "quarantined",
                List.of("quarantined"), "analysis");

        assertThat(exclusion.toString()).contains("7").doesNotContain("secret");
        assertThat(ExclusionPages.Row.of(exclusion).toString()).contains("quarantined").doesNotContain("secret");
        assertThat(ExclusionApi.Shown.of(exclusion).toString()).contains("quarantined").doesNotContain("secret");
    }

    private static Query query(String person) {
        return new Query(null, null, null, null, person);
    }
}
