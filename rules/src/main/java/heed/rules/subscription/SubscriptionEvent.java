package heed.rules.subscription;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What happened to one person's subscription to one service. A voided event is left out before folding.
///
/// @param at when it happened (not when it arrived), cut to microseconds
/// @param act what happened
/// @param pending for a subscribe: must it be confirmed? Else `false`
/// @param until when an activation by this event ends, by the validity of that moment; `null`: never
/// @param request for a confirm: the `seq` of the subscribe that its token was made for; else 0
/// @param seq the ledger entry that recorded it
public record SubscriptionEvent(Instant at, Act act, boolean pending, @Nullable Instant until, long request, long seq) {

    /// The order of the fold: by moment; at one moment subscribe, confirm, unsubscribe, so that the end wins. Of two
    /// subscribes at one moment the one that need not be confirmed comes last, then the one that ends first. `seq`
    /// only tells which of two equal events is named as evidence.
    public static final Comparator<SubscriptionEvent> ORDER = Comparator.comparing(SubscriptionEvent::at)
            .thenComparing(SubscriptionEvent::act).thenComparing(SubscriptionEvent::pending, Comparator.reverseOrder())
            .thenComparing(event -> event.until() == null ? Instant.MAX : event.until(), Comparator.reverseOrder())
            .thenComparingLong(SubscriptionEvent::seq);

    public SubscriptionEvent {
        at = at.truncatedTo(ChronoUnit.MICROS);
        until = until == null ? null : until.truncatedTo(ChronoUnit.MICROS);
    }

    /// The subscribe that needs no confirmation.
    public static SubscriptionEvent subscribe(Instant at, @Nullable Instant until, long seq) {
        return new SubscriptionEvent(at, Act.SUBSCRIBE, false, until, 0, seq);
    }

    /// The subscribe that must be confirmed; `until` counts when it finds the subscription active.
    public static SubscriptionEvent request(Instant at, @Nullable Instant until, long seq) {
        return new SubscriptionEvent(at, Act.SUBSCRIBE, true, until, 0, seq);
    }

    /// The click in the confirmation message that `request` sent.
    public static SubscriptionEvent confirm(Instant at, long request, @Nullable Instant until, long seq) {
        return new SubscriptionEvent(at, Act.CONFIRM, false, until, request, seq);
    }

    /// The end.
    public static SubscriptionEvent unsubscribe(Instant at, long seq) {
        return new SubscriptionEvent(at, Act.UNSUBSCRIBE, false, null, 0, seq);
    }

    /// What happened; the constants stand in their order at one moment. Codes are stored.
    public enum Act {
        /// Asked for, or entered by somebody who holds the consent.
        SUBSCRIBE("subscribe"),
        /// Confirmed by the person.
        CONFIRM("confirm"),
        /// Ended by the person, an integrator, or the deletion of the service.
        UNSUBSCRIBE("unsubscribe");

        private final String code;

        Act(String code) {
            this.code = code;
        }

        /// The code that is stored.
        public String code() {
            return code;
        }

        /// The act of a code; empty for anything else.
        public static Optional<Act> ofCode(String code) {
            return Arrays.stream(values()).filter(act -> act.code.equals(code)).findFirst();
        }
    }
}
