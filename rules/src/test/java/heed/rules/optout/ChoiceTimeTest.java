package heed.rules.optout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ChoiceTimeTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00.123456Z");

    @Test
    void aChoiceOfThePastKeepsItsTimeCutToMicroseconds() {
        assertThat(ChoiceTime.judge(NOW.minusSeconds(60).plusNanos(789), NOW)).contains(NOW.minusSeconds(60));
        assertThat(ChoiceTime.judge(NOW.minus(Duration.ofDays(4000)), NOW)).contains(NOW.minus(Duration.ofDays(4000)));
    }

    @Test
    void aLittleAheadBecomesTheTimeOfReceipt() {
        assertThat(ChoiceTime.judge(NOW.plusSeconds(1), NOW)).contains(NOW);
        assertThat(ChoiceTime.judge(NOW.plus(Duration.ofMinutes(5)), NOW)).contains(NOW);
    }

    @Test
    void furtherAheadIsRefused() {
        assertThat(ChoiceTime.judge(NOW.plus(Duration.ofMinutes(5)).plusNanos(1_000), NOW)).isEmpty();
        assertThat(ChoiceTime.judge(NOW.plus(Duration.ofDays(1)), NOW)).isEmpty();
    }

    @Test
    void withoutATimeAChoiceIsLast() {
        assertThat(ChoiceTime.now(NOW, null)).isEqualTo(NOW);
        assertThat(ChoiceTime.now(NOW, NOW.minusSeconds(1))).isEqualTo(NOW);
        assertThat(ChoiceTime.now(NOW, NOW)).isEqualTo(NOW.plusNanos(1_000));
        assertThat(ChoiceTime.now(NOW, NOW.plusSeconds(60))).isEqualTo(NOW.plusSeconds(60).plusNanos(1_000));
    }
}
