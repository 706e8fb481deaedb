package heed.rules.quarantine;

import static org.assertj.core.api.Assertions.assertThat;

import heed.rules.AddressStatus;
import heed.rules.cases.Arrivals;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// Laws of the fold over random events; the number in a test's name is the seed.
class AddressStateTest {

    static final List<Long> SEEDS = new Random(20261124).longs(60).boxed().toList();

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final List<AddressEvent.Type> TYPES = List.of(AddressEvent.Type.values());
    private static final List<ErrorReason> REASONS = List.of(ErrorReason.values());
    private static final QuarantineLimits LIMITS = QuarantineLimits.DEFAULT;

    @ParameterizedTest
    @FieldSource("SEEDS")
    void anyArrivalOrderGivesTheSameState(long seed) {
        List<AddressEvent> events = events(new Random(seed));
        String expected = withoutSequences(AddressState.fold(events, LIMITS));

        for (List<AddressEvent> arrived : Arrivals.of(events)) {
            List<AddressEvent> numbered = new ArrayList<>();
            arrived.forEach(event -> numbered.add(numbered(event, numbered.size() + 1L)));

            assertThat(withoutSequences(AddressState.fold(numbered, LIMITS))).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @FieldSource("SEEDS")
    void oneStepAfterTheOtherIsTheFold(long seed) {
        List<AddressEvent> events = events(new Random(seed));
        AddressState stepped = AddressState.none();
        for (AddressEvent event : events.stream().sorted(AddressEvent.ORDER).toList()) {
            stepped = stepped.after(event, LIMITS);
        }

        assertThat(stepped).isEqualTo(AddressState.fold(events, LIMITS));
    }

    @ParameterizedTest
    @FieldSource("SEEDS")
    void writingDownWhatHasFadedChangesNothing(long seed) {
        List<AddressEvent> events = events(new Random(seed)).stream().sorted(AddressEvent.ORDER).toList();
        AddressState swept = AddressState.none();
        for (AddressEvent event : events) {
            swept = swept.at(event.at(), LIMITS).after(event, LIMITS);
        }

        assertThat(swept.at(NOW, LIMITS)).isEqualTo(AddressState.fold(events, LIMITS).at(NOW, LIMITS));
    }

    @ParameterizedTest
    @FieldSource("SEEDS")
    void onlyWhatMayLiftsARestriction(long seed) {
        AddressState before = AddressState.none();
        for (AddressEvent event : events(new Random(seed)).stream().sorted(AddressEvent.ORDER).toList()) {
            AddressState after = before.after(event, LIMITS);
            if (after.status().compareTo(before.at(event.at(), LIMITS).status()) < 0) {
                assertThat(event.type()).isIn(AddressEvent.Type.START, AddressEvent.Type.DELIVERED,
                        AddressEvent.Type.OPT_IN, AddressEvent.Type.RELEASE, AddressEvent.Type.OPERATOR_VALID,
                        AddressEvent.Type.OPERATOR_ERRONEOUS, AddressEvent.Type.OPERATOR_QUARANTINED);
                assertThat(event.held()).isFalse();
            }
            before = after;
        }
    }

    @ParameterizedTest
    @FieldSource("SEEDS")
    void theOperatorsValidIsAlwaysValid(long seed) {
        List<AddressEvent> events = events(new Random(seed));
        events.add(AddressEvent.of(NOW, AddressEvent.Type.OPERATOR_VALID, null, "", 99));

        AddressState state = AddressState.fold(events, LIMITS);

        assertThat(state.status()).isEqualTo(AddressStatus.VALID);
        assertThat(state).isEqualTo(AddressState.none());
    }

    private static String withoutSequences(AddressState state) {
        return state.toString().replaceAll("seq=\\d+", "");
    }

    private static AddressEvent numbered(AddressEvent event, long seq) {
        return new AddressEvent(event.at(), event.type(), event.reason(), event.count(), event.profileId(),
                event.held(), event.id(), seq);
    }

    /// Up to fourteen events, half a day apart at most forty days back, so that many share a moment.
    private static List<AddressEvent> events(Random random) {
        List<AddressEvent> events = new ArrayList<>();
        int count = random.nextInt(15);
        int halfDays = 1 + random.nextInt(80);
        while (events.size() < count) {
            AddressEvent.Type type = random.nextInt(3) == 0
                    ? AddressEvent.Type.SOFT
                    : TYPES.get(random.nextInt(TYPES.size()));
            boolean held = random.nextInt(6) == 0
                    && (type == AddressEvent.Type.HARD || type == AddressEvent.Type.STOP);
            events.add(new AddressEvent(NOW.minus(Duration.ofHours(12L * (1 + random.nextInt(halfDays)))), type,
                    reason(random), random.nextInt(4), 1 + random.nextInt(2), held,
                    random.nextBoolean() ? "" : "id" + random.nextInt(3), events.size() + 1L));
        }
        return events;
    }

    private static @Nullable ErrorReason reason(Random random) {
        return random.nextInt(3) == 0 ? null : REASONS.get(random.nextInt(REASONS.size()));
    }
}
