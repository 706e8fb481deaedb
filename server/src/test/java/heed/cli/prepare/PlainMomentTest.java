package heed.cli.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import heed.exchange.CellBytes;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainMomentTest {

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-23T10:15:30Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z",
            "2024-02-29T00:00:01Z"})
    void aPlainMomentIsTheSameAsByTheFullRules(String text) {
        Instant full = OffsetDateTime.parse(text).toInstant();

        assertThat(PlainMoment.of(CellBytes.of(text))).contains(full);
        assertThat(PlainMoment.of(new CellBytes(CellBytes.of("k," + text + ",").bytes(), 2, 22))).contains(full);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2026-11-23", "2026-11-23T10:15:30+01:00", "2026-11-23T10:15:30.1Z",
            "0000-01-01T00:00:00Z", "2026-02-30T00:00:00Z", "2026-13-01T00:00:00Z", "2026-01-01T24:00:00Z",
            "2026-01-01t00:00:00Z", "2026-01-01T00:00:0xZ"})
    void everythingElseIsDeclined(String text) {
        assertThat(PlainMoment.of(CellBytes.of(text))).isEmpty();
    }
}
