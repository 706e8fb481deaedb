package heed.quarantine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import heed.quarantine.QuarantinePages.Query;
import heed.quarantine.QuarantinePages.Said;
import heed.web.Problem;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class QuarantineQueryTest {

    @Test
    void aCursorBelongsToWhatWasAskedThoughNoLogSaysIt() {
        Query asked = query("secret@example.org");
        String cursor = asked.paging(null, null, ZoneOffset.UTC)
                .page(IntStream.range(0, 51).boxed().toList(), row -> List.of(row)).nextCursor();

        assertThat(cursor).isNotNull();
        assertThat(query("secret@example.org").paging(null, cursor, ZoneOffset.UTC).afterNumber(0)).isEqualTo(49);
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> query("other@example.org").paging(null, cursor, ZoneOffset.UTC));
        assertThat(asked.toString()).contains("email").doesNotContain("secret");
        assertThat(asked.filter(ZoneOffset.UTC).toString()).doesNotContain("secret");
    }

    @Test
    void noLogHoldsTheAddressOfAForm() {
        Said said = new Said("email", "secret@example.org", null, "valid", null, "secret", "secret", true);

        assertThat(said.toString()).contains("email").doesNotContain("secret");
        assertThat(said.entry().toString()).contains("email").doesNotContain("secret");
    }

    private static Query query(String q) {
        return new Query("email", null, null, null, q, "550 secret", null, null);
    }
}
