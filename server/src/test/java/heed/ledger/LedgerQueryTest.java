package heed.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import heed.web.Problem;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LedgerQueryTest {

    @Test
    void aCursorIsOfItsFiltersAndNoLogHoldsWhomTheyName() {
        LedgerPages.Query asked = page("secret@example.org");
        String cursor = asked.paging(null, null, ZoneOffset.UTC)
                .page(IntStream.range(0, 51).boxed().toList(), row -> List.of(row)).nextCursor();

        assertThat(cursor).isNotNull();
        assertThat(page("secret@example.org").paging(null, cursor, ZoneOffset.UTC).afterNumber(0)).isEqualTo(49);
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> page("other@example.org").paging(null, cursor, ZoneOffset.UTC));
        assertThat(asked.toString()).contains("operator").doesNotContain("secret");
        assertThat(new LedgerApi.Query("secret", "secret", "operator", null, null, null).toString())
                .contains("operator").doesNotContain("secret");
    }

    private static LedgerPages.Query page(String profile) {
        return new LedgerPages.Query(profile, "operator:secret", "operator", null, null, null);
    }
}
