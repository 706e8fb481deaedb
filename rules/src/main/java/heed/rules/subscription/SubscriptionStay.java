package heed.rules.subscription;

import heed.rules.SubscriptionStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A time that a subscription spent in one state; times without any subscription (`none`) are not listed.
///
/// @param status what it was, or will be: an end that is still to come ends a stay, too
/// @param from since when
/// @param to until before when; null: no end is known
public record SubscriptionStay(SubscriptionStatus status, Instant from, @Nullable Instant to) {

    /// The stays of a subscription, one after the other: at any moment the one that holds it has the state that
    /// [SubscriptionState#at] tells of the events up to then.
    ///
    /// @param events of one subscription, in any order; voided ones are left out before
    /// @param confirmWithin how long a request may be confirmed
    public static List<SubscriptionStay> of(Collection<SubscriptionEvent> events, Duration confirmWithin) {
        Walk walk = new Walk();
        SubscriptionState state = SubscriptionState.none();
        for (SubscriptionEvent event : events.stream().sorted(SubscriptionEvent.ORDER).toList()) {
            walk.letPass(state, event.at());
            state = state.after(event, confirmWithin);
            walk.goTo(state.at(event.at()), event.at());
        }
        walk.letPass(state, Instant.MAX);
        return walk.end();
    }

    private static final class Walk {

        private final List<SubscriptionStay> stays = new ArrayList<>();
        private SubscriptionStatus status = SubscriptionStatus.NONE;
        private Instant from = Instant.MIN;

        /// What time alone does to a state before the moment.
        void letPass(SubscriptionState state, Instant moment) {
            Instant until = state.until();
            if (until != null && until.isAfter(from) && !moment.isBefore(until)) {
                goTo(state.at(until), until);
            }
        }

        void goTo(SubscriptionStatus next, Instant at) {
            if (next != status) {
                leave(at);
                status = next;
                from = at;
            }
        }

        List<SubscriptionStay> end() {
            leave(null);
            return List.copyOf(stays);
        }

        /// States that hold for no time, between events of one moment, are none.
        private void leave(@Nullable Instant at) {
            if (status != SubscriptionStatus.NONE && !from.equals(at)) {
                stays.add(new SubscriptionStay(status, from, at));
            }
        }
    }
}
