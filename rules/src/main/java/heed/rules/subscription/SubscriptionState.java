package heed.rules.subscription;

import heed.rules.SubscriptionStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The link between a person and a service: the fold of its events in the order they happened (semantics §3).
///
/// ```
/// none ──request──▶ pending ──its own confirm, in time──▶ active ──until──▶ expired
///                      └──7 days──▶ none                     └──unsubscribe──▶ ended (from any state)
/// ```
/// Promises: any arrival order gives the same state; subscribing while active starts the validity anew and is never
/// pending; a confirm acts on the request it was made for and nothing else; requests made while pending all stay
/// confirmable, each within its own limit. Limits are half-open: *at* `until` it is over.
///
/// @param stored `none`, `pending`, `active` or `ended`; never `expired`: ask [#at]
/// @param since since when, and for `pending` since the first of its requests; `null` for `none`
/// @param until when an active one expires (`null`: never) or a pending one lapses; `null` in the other states
/// @param seq the ledger entry that `since` belongs to; 0 for `none`
/// @param requests what may still be confirmed, oldest first
public record SubscriptionState(SubscriptionStatus stored, @Nullable Instant since, @Nullable Instant until, long seq,
        List<Request> requests) {

    /// How long a request may be confirmed, unless set otherwise.
    public static final Duration CONFIRM_WITHIN = Duration.ofDays(7);

    private static final SubscriptionState NONE = new SubscriptionState(SubscriptionStatus.NONE, null, null, 0,
            List.of());

    /// @throws IllegalArgumentException for the computed state `expired`
    public SubscriptionState {
        if (stored == SubscriptionStatus.EXPIRED) {
            throw new IllegalArgumentException("expired is computed, never stored");
        }
        requests = List.copyOf(requests);
    }

    /// A subscribe that waits for its confirmation.
    ///
    /// @param seq its ledger entry, which its token names
    /// @param lapsesAt from then on it cannot be confirmed any more
    public record Request(long seq, Instant lapsesAt) {}

    /// Never subscribed.
    public static SubscriptionState none() {
        return NONE;
    }

    /// What all the events of a subscription come to, whatever order they are given in. Voided ones are left out
    /// before.
    ///
    /// @param confirmWithin how long a request may be confirmed
    public static SubscriptionState fold(Collection<SubscriptionEvent> events, Duration confirmWithin) {
        SubscriptionState state = NONE;
        for (SubscriptionEvent event : events.stream().sorted(SubscriptionEvent.ORDER).toList()) {
            state = state.after(event, confirmWithin);
        }
        return state;
    }

    /// Was the subscription ever in that state, at the moment of one of its events?
    ///
    /// @param confirmWithin how long a request may be confirmed
    /// @param status one that is stored; `expired` never is
    public static boolean wasEver(Collection<SubscriptionEvent> events, Duration confirmWithin,
            SubscriptionStatus status) {
        SubscriptionState state = NONE;
        for (SubscriptionEvent event : events.stream().sorted(SubscriptionEvent.ORDER).toList()) {
            state = state.after(event, confirmWithin);
            if (state.stored == status) {
                return true;
            }
        }
        return false;
    }

    /// Did an end ever find the subscription active? One that found nobody subscribed ended nothing.
    ///
    /// @param confirmWithin how long a request may be confirmed
    public static boolean wasLeft(Collection<SubscriptionEvent> events, Duration confirmWithin) {
        SubscriptionState state = NONE;
        for (SubscriptionEvent event : events.stream().sorted(SubscriptionEvent.ORDER).toList()) {
            SubscriptionState after = state.after(event, confirmWithin);
            if (after.stored == SubscriptionStatus.ENDED && state.at(event.at()) == SubscriptionStatus.ACTIVE) {
                return true;
            }
            state = after;
        }
        return false;
    }

    /// One step from here. `newest` must come after every event folded before; else fold them all again.
    public SubscriptionState after(SubscriptionEvent newest, Duration confirmWithin) {
        SubscriptionState now = lapsed(newest.at());
        return switch (newest.act()) {
            case SUBSCRIBE -> newest.pending() && now.stored != SubscriptionStatus.ACTIVE
                    ? now.requested(newest, confirmWithin)
                    : now.activated(newest);
            case CONFIRM -> now.requests.stream().anyMatch(request -> request.seq == newest.request())
                    ? now.activated(newest)
                    : this;
            case UNSUBSCRIBE -> now.ended(newest);
        };
    }

    /// Would it be active or pending again in that state, though somebody ended it? Imports need a permission for it
    /// (semantics §1 "Imports restrict").
    public boolean isRevivedIn(SubscriptionState later) {
        return stored == SubscriptionStatus.ENDED && later.stored != SubscriptionStatus.ENDED
                && later.stored != SubscriptionStatus.NONE;
    }

    /// The state at a moment: what is active expires at its `until`, what is pending lapses to `none`.
    public SubscriptionStatus at(Instant moment) {
        boolean over = until != null && !moment.isBefore(until);
        return switch (stored) {
            case ACTIVE -> over ? SubscriptionStatus.EXPIRED : SubscriptionStatus.ACTIVE;
            case PENDING -> over ? SubscriptionStatus.NONE : SubscriptionStatus.PENDING;
            case NONE, ENDED, EXPIRED -> stored;
        };
    }

    /// Without what is over at this moment: an expired one must be asked for again, a lapsed request is forgotten.
    private SubscriptionState lapsed(Instant moment) {
        return switch (at(moment)) {
            case NONE, EXPIRED -> NONE;
            case PENDING -> new SubscriptionState(stored, since, until, seq,
                    requests.stream().filter(request -> moment.isBefore(request.lapsesAt)).toList());
            case ACTIVE, ENDED -> this;
        };
    }

    private SubscriptionState requested(SubscriptionEvent event, Duration confirmWithin) {
        Instant lapsesAt = event.at().plus(confirmWithin);
        List<Request> open = new ArrayList<>(requests);
        open.add(new Request(event.seq(), lapsesAt));
        boolean again = stored == SubscriptionStatus.PENDING;
        return new SubscriptionState(SubscriptionStatus.PENDING, again ? since : event.at(), lapsesAt,
                again ? seq : event.seq(), open);
    }

    private SubscriptionState activated(SubscriptionEvent event) {
        boolean again = stored == SubscriptionStatus.ACTIVE;
        return new SubscriptionState(SubscriptionStatus.ACTIVE, again ? since : event.at(), event.until(),
                again ? seq : event.seq(), List.of());
    }

    private SubscriptionState ended(SubscriptionEvent event) {
        return stored == SubscriptionStatus.ENDED
                ? this
                : new SubscriptionState(SubscriptionStatus.ENDED, event.at(), null, event.seq(), List.of());
    }
}
