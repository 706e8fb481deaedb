package heed.subscription.growth;

import heed.rules.SubscriptionStatus;
import java.util.EnumMap;
import java.util.Map;

/// How many subscriptions of a service are in which state.
///
/// @param counts by state; one that nobody is in may be missing
/// @param expiring how many active ones end by themselves within [GrowthStore#SOON] days
public record Standing(Map<SubscriptionStatus, Long> counts, long expiring) {

    /// Nobody yet.
    public static final Standing NOBODY = new Standing(Map.of(), 0);

    public Standing {
        counts = counts.isEmpty() ? Map.of() : new EnumMap<>(counts);
    }

    /// How many there are in that state.
    public long of(SubscriptionStatus status) {
        return counts.getOrDefault(status, 0L);
    }

    /// How many are active.
    public long active() {
        return of(SubscriptionStatus.ACTIVE);
    }

    /// How many wait for their confirmation.
    public long pending() {
        return of(SubscriptionStatus.PENDING);
    }

    /// How many were active until their validity ended.
    public long expired() {
        return of(SubscriptionStatus.EXPIRED);
    }

    /// How many have unsubscribed.
    public long ended() {
        return of(SubscriptionStatus.ENDED);
    }

    /// Has nobody any subscription, whatever its state?
    public boolean isEmpty() {
        return counts.values().stream().allMatch(count -> count == 0);
    }
}
