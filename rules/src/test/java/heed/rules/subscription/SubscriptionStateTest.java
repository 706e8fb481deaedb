package heed.rules.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import heed.rules.SubscriptionStatus;
import heed.rules.cases.Arrivals;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// Laws of the fold over random events; the number in a test's name is the seed.
class SubscriptionStateTest {

    static final List<Long> SEEDS = new Random(20261125).longs(60).boxed().toList();

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration WITHIN = SubscriptionState.CONFIRM_WITHIN;

    @ParameterizedTest
    @FieldSource("SEEDS")
    void anyArrivalOrderGivesTheSameState(long seed) {
        List<SubscriptionEvent> events = events(new Random(seed));
        String expected = withoutSequences(SubscriptionState.fold(events, WITHIN));

        for (List<SubscriptionEvent> arrived : Arrivals.of(events)) {
            assertThat(withoutSequences(SubscriptionState.fold(renumbered(arrived), WITHIN))).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @FieldSource("SEEDS")
    void oneStepAfterTheOtherIsTheFold(long seed) {
        List<SubscriptionEvent> events = events(new Random(seed));
        SubscriptionState stepped = SubscriptionState.none();
        for (SubscriptionEvent event : events.stream().sorted(SubscriptionEvent.ORDER).toList()) {
            stepped = stepped.after(event, WITHIN);
        }

        assertThat(stepped).isEqualTo(SubscriptionState.fold(events, WITHIN));
    }

    @ParameterizedTest
    @FieldSource("SEEDS")
    void nobodyIsActiveAfterUnsubscribing(long seed) {
        List<SubscriptionEvent> events = events(new Random(seed));
        Instant end = START.plus(Duration.ofDays(100));
        events.add(SubscriptionEvent.unsubscribe(end, 99));

        assertThat(SubscriptionState.fold(events, WITHIN).at(end)).isEqualTo(SubscriptionStatus.ENDED);
    }

    @ParameterizedTest
    @FieldSource("SEEDS")
    void aRequestMadeWhileActiveNeverLosesIt(long seed) {
        List<SubscriptionEvent> events = events(new Random(seed));
        Instant later = START.plus(Duration.ofDays(100));
        events.add(SubscriptionEvent.subscribe(later, null, 98));
        events.add(SubscriptionEvent.request(later.plusSeconds(1), null, 99));

        assertThat(SubscriptionState.fold(events, WITHIN).at(later.plusSeconds(1)))
                .isEqualTo(SubscriptionStatus.ACTIVE);
    }

    @ParameterizedTest
    @FieldSource("SEEDS")
    void atEveryMomentTheStaysTellTheStateOfThen(long seed) {
        List<SubscriptionEvent> events = events(new Random(seed));
        List<SubscriptionStay> stays = SubscriptionStay.of(events, WITHIN);

        for (int hours = 0; hours < 45 * 24; hours += 12) {
            Instant moment = START.plus(Duration.ofHours(hours));
            List<SubscriptionEvent> until = events.stream().filter(event -> !event.at().isAfter(moment)).toList();
            assertThat(stays.stream().filter(stay -> !moment.isBefore(stay.from()) && !isOver(stay, moment)))
                    .as(moment.toString()).extracting(SubscriptionStay::status)
                    .isEqualTo(listed(SubscriptionState.fold(until, WITHIN).at(moment)));
        }
    }

    @ParameterizedTest
    @FieldSource("SEEDS")
    void whatASubscriptionWasEverIsOneOfItsStates(long seed) {
        List<SubscriptionEvent> events = events(new Random(seed));

        assertThat(SubscriptionState.wasEver(events, WITHIN, SubscriptionStatus.ENDED))
                .isEqualTo(events.stream().anyMatch(event -> event.act() == SubscriptionEvent.Act.UNSUBSCRIBE));
        if (SubscriptionStay.of(events, WITHIN).stream().anyMatch(stay -> stay.status() == SubscriptionStatus.ACTIVE)) {
            assertThat(SubscriptionState.wasEver(events, WITHIN, SubscriptionStatus.ACTIVE)).isTrue();
        }
    }

    @Test
    void whoWasNotSubscribedHasLeftNothing() {
        SubscriptionEvent early = SubscriptionEvent.unsubscribe(START, 1);
        SubscriptionEvent begins = SubscriptionEvent.subscribe(START.plusSeconds(1), START.plusSeconds(3), 2);

        assertThat(SubscriptionState.wasLeft(List.of(early, begins), WITHIN)).isFalse();
        assertThat(SubscriptionState.wasLeft(List.of(begins, SubscriptionEvent.unsubscribe(START.plusSeconds(3), 3)),
                WITHIN)).as("it had expired").isFalse();
        assertThat(SubscriptionState.wasLeft(
                List.of(early, begins, SubscriptionEvent.unsubscribe(START.plusSeconds(2), 3)), WITHIN)).isTrue();
    }

    private static boolean isOver(SubscriptionStay stay, Instant moment) {
        Instant to = stay.to();
        return to != null && !moment.isBefore(to);
    }

    private static List<SubscriptionStatus> listed(SubscriptionStatus status) {
        return status == SubscriptionStatus.NONE ? List.of() : List.of(status);
    }

    private static String withoutSequences(SubscriptionState state) {
        return state.toString().replaceAll("seq=\\d+", "");
    }

    /// As if they had arrived in this order: the sequences, and the requests that confirms name, are new.
    private static List<SubscriptionEvent> renumbered(List<SubscriptionEvent> arrived) {
        List<Long> before = arrived.stream().map(SubscriptionEvent::seq).toList();
        List<SubscriptionEvent> after = new ArrayList<>();
        for (SubscriptionEvent event : arrived) {
            after.add(new SubscriptionEvent(event.at(), event.act(), event.pending(), event.until(),
                    before.indexOf(event.request()) + 1L, after.size() + 1L));
        }
        return after;
    }

    /// Up to ten events on twenty days, so that some share a moment.
    private static List<SubscriptionEvent> events(Random random) {
        List<SubscriptionEvent> events = new ArrayList<>();
        int count = random.nextInt(11);
        while (events.size() < count) {
            Instant at = START.plus(Duration.ofDays(random.nextInt(20)));
            long seq = events.size() + 1L;
            events.add(switch (random.nextInt(6)) {
                case 0 -> SubscriptionEvent.subscribe(at, until(random, at), seq);
                case 1, 2 -> SubscriptionEvent.request(at, until(random, at), seq);
                case 3, 4 -> SubscriptionEvent.confirm(at, 1 + random.nextInt(count), until(random, at), seq);
                default -> SubscriptionEvent.unsubscribe(at, seq);
            });
        }
        return events;
    }

    private static @Nullable Instant until(Random random, Instant at) {
        return random.nextBoolean() ? null : at.plus(Duration.ofDays(random.nextInt(10)));
    }
}
