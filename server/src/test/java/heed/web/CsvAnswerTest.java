package heed.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvAnswerTest {

    @Test
    void noCellBecomesAFormula() {
        assertThat(CsvAnswer.line(Arrays.asList("=1+1", "@x", "-1+cmd|x", "+1+cmd|x", "\tx", null, 3)))
                .isEqualTo("'=1+1,'@x,'-1+cmd|x,'+1+cmd|x,'\tx,,3\r\n");
    }

    @Test
    void aPhoneNumberStaysOne() {
        assertThat(CsvAnswer.line(List.of("+33612345678", "+33 6 12-34", "+"))).isEqualTo(
                "+33612345678,+33 6 12-34,'+\r\n");
    }

    @Test
    void whatProgramsSendFromIsExact() {
        assertThat(List.of("=key", "-ada@example.org", "a,\"b\"").stream().map(CsvAnswer::exactCell).toList())
                .containsExactly("=key", "-ada@example.org", "\"a,\"\"b\"\"\"");
    }
}
