package heed.rules.quarantine;

import static org.assertj.core.api.Assertions.assertThat;

import heed.rules.quarantine.AddressEvent.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@SuppressWarnings("BadImport")
class EventTimeTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final Instant LIMIT = NOW.minus(Duration.ofDays(90));
    private static final Set<Type> RESTRICTING = EnumSet.of(Type.HARD, Type.SOFT, Type.COMPLAINT, Type.STOP,
            Type.OPT_OUT);
    private static final Set<Type> LIFTING = EnumSet.of(Type.DELIVERED, Type.START);

    @ParameterizedTest
    @EnumSource(Type.class)
    void nothingIsJudgedInTheFuture(Type type) {
        assertThat(EventTime.judge(type, NOW.plusSeconds(3_600), NOW)).contains(NOW);
    }

    @ParameterizedTest
    @EnumSource(Type.class)
    void upToNinetyDaysBackItIsItsOwnTime(Type type) {
        assertThat(EventTime.judge(type, LIMIT, NOW)).contains(LIMIT);
        assertThat(EventTime.judge(type, NOW.minusNanos(1_500), NOW)).contains(NOW.minusNanos(2_000));
    }

    @ParameterizedTest
    @EnumSource(Type.class)
    void furtherBackARestrictionIsJudgedAtReceiptAndWhatLiftsOneIsDropped(Type type) {
        Instant old = LIMIT.minusNanos(1_000);

        if (RESTRICTING.contains(type)) {
            assertThat(EventTime.judge(type, old, NOW)).contains(NOW);
        } else if (LIFTING.contains(type)) {
            assertThat(EventTime.judge(type, old, NOW)).isEmpty();
        } else {
            assertThat(EventTime.judge(type, old, NOW)).contains(old);
        }
    }
}
