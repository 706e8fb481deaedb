package heed.rules;

/// One thing that can be true of a member of an audience, for one delivery. Each stands behind exactly one
/// [ExclusionRule]. A new constant makes the compiler name the two places that must answer it: [Facts#truth]
/// for one person, and the profile index for bitmaps of many.
public enum Fact {
    /// The profile has no address on the delivery's channel.
    NO_ADDRESS,
    /// The profile's switch `all` is on.
    OPTED_OUT_OF_ALL,
    /// The profile's switch of the delivery's channel is on, whatever `all` says.
    OPTED_OUT_OF_CHANNEL,
    /// A double opt-in page created the profile and it was never confirmed.
    UNCONFIRMED,
    /// The delivery is for a service and the profile's subscription to it is not active at the delivery's moment.
    NOT_SUBSCRIBED,
    /// The profile's first address on the channel is denylisted.
    ADDRESS_DENYLISTED,
    /// The profile's first address on the channel is quarantined.
    ADDRESS_QUARANTINED,
    /// The domain of the profile's first e-mail address is excluded.
    DOMAIN_EXCLUDED
}
