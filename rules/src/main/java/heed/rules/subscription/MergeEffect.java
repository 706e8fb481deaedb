package heed.rules.subscription;

import heed.rules.SubscriptionStatus;

/// What a merge does to a subscription of the profile that stays (semantics §1, "Merge"): it is active only where
/// both are active or one never had any; an end of either ends it.
///
/// A request that lapsed is as if there never had been any.
public enum MergeEffect {
    /// It becomes active: the other profile has it, this one never had.
    STARTS,
    /// It ends.
    ENDS,
    /// It is as it was.
    STAYS;

    /// The effect on the profile that stays.
    ///
    /// @param comes the state for the profile that is merged
    /// @param had the state for the profile that stays
    public static MergeEffect of(SubscriptionStatus comes, SubscriptionStatus had) {
        return switch (comes) {
            case NONE -> STAYS;
            case ACTIVE -> had == SubscriptionStatus.NONE ? STARTS : STAYS;
            case ENDED -> had == SubscriptionStatus.ENDED ? STAYS : ENDS;
            case PENDING, EXPIRED -> had == SubscriptionStatus.ACTIVE || had == SubscriptionStatus.PENDING
                    ? ENDS
                    : STAYS;
        };
    }

    /// The state after the merge, of a subscription that had this one.
    public SubscriptionStatus after(SubscriptionStatus had) {
        return switch (this) {
            case STARTS -> SubscriptionStatus.ACTIVE;
            case ENDS -> SubscriptionStatus.ENDED;
            case STAYS -> had;
        };
    }
}
