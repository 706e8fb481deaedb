package heed.delivery.analysis;

import heed.rules.SubscriptionStatus;
import org.roaringbitmap.RoaringBitmap;

/// Who is in which state of a subscription to the delivery's service, at the asked moment (semantics §3).
///
/// Everybody else has the state `none`. No profile is in two sets.
public record SubscriptionSets(RoaringBitmap active, RoaringBitmap pending, RoaringBitmap expired,
        RoaringBitmap ended) {

    /// A service nobody subscribed to.
    public static SubscriptionSets nobody() {
        return new SubscriptionSets(new RoaringBitmap(), new RoaringBitmap(), new RoaringBitmap(), new RoaringBitmap());
    }

    /// One person's state.
    SubscriptionStatus status(int profile) {
        if (active.contains(profile)) {
            return SubscriptionStatus.ACTIVE;
        }
        if (pending.contains(profile)) {
            return SubscriptionStatus.PENDING;
        }
        if (expired.contains(profile)) {
            return SubscriptionStatus.EXPIRED;
        }
        return ended.contains(profile) ? SubscriptionStatus.ENDED : SubscriptionStatus.NONE;
    }

    /// The living ones without any subscription.
    RoaringBitmap none(RoaringBitmap living) {
        RoaringBitmap none = RoaringBitmap.andNot(living, active);
        none.andNot(pending);
        none.andNot(expired);
        none.andNot(ended);
        return none;
    }
}
