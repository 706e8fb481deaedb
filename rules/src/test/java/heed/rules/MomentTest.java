package heed.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MomentTest {

    @ParameterizedTest
    @CsvSource({"2026-01-31T12:00:00Z, 2026-01-31T12:00:00Z", "2026-01-31T12:00+01:00, 2026-01-31T11:00:00Z",
            "0001-01-01T00:00:00Z, 0001-01-01T00:00:00Z",
            "9999-12-31T23:59:59.999999999Z, 9999-12-31T23:59:59.999999999Z"})
    void aTimeWithItsOffsetIsOne(String text, Instant moment) {
        assertThat(Moment.of(text)).isEqualTo(moment);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0000-12-31T23:59:59Z", "0001-01-01T00:00:00+00:01", "9999-12-31T23:59:59-00:01",
            "+10000-01-01T00:00:00Z", "-0001-01-01T00:00:00Z", "+999999999-12-31T23:59:59Z"})
    void otherYearsAreRefused(String text) {
        assertThatThrownBy(() -> Moment.of(text)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("must be in the years 1 to 9999");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "yesterday", "1769860800", "2026-01-31", "2026-01-31T12:00:00",
            " 2026-01-31T12:00:00Z", "2026-02-30T12:00:00Z", "+1000000000-01-01T00:00:00Z"})
    void whatIsNoTimeIsRefused(String text) {
        assertThatThrownBy(() -> Moment.of(text)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage(Moment.FORM);
    }

    @Test
    void aRefusalDoesNotRepeatWhatWasSent() {
        assertThatThrownBy(() -> Moment.of("ada@example.org")).hasMessageNotContaining("ada");
    }
}
