package heed.delivery.eligibility;

import heed.rules.AddressStatus;
import heed.rules.Facts;
import heed.rules.Origin;
import heed.rules.SubscriptionStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What the database knows of one person for one delivery, and where it knows it from.
///
/// @param id the profile's id
/// @param deleted a deleted profile is in nobody's audience; it counts as one without an address
/// @param addressId the first address on the channel, 0 when there is none
/// @param all the switch `all`, null while it is off
/// @param channel the switch of the channel, null while it is off
/// @param unconfirmedSince since when the profile waits for its confirmation, null when it does not
/// @param subscription the subscription, null when the delivery names no service
/// @param address what is kept about the address, null while nothing is
/// @param domain the excluded domain that covers the address, null when there is none
public record PersonFacts(int id, boolean deleted, int addressId, @Nullable Origin all, @Nullable Origin channel,
        @Nullable Instant unconfirmedSince, @Nullable Subscribed subscription, @Nullable AddressKept address,
        @Nullable Origin domain) {

    /// A subscription to the delivery's service.
    ///
    /// @param status the state at the asked moment
    /// @param origin since when, null for `none`
    /// @param until when an active one ends, null when never
    public record Subscribed(SubscriptionStatus status, @Nullable Origin origin, @Nullable Instant until) {

        /// Never subscribed.
        public static final Subscribed NONE = new Subscribed(SubscriptionStatus.NONE, null, null);
    }

    /// What is kept about an address.
    ///
    /// @param status the folded status
    /// @param held whether it waits for a decision
    /// @param marks the marks as bits
    public record AddressKept(AddressStatus status, boolean held, int marks) {}

    /// The facts that the rules judge: nothing is left unknown, for the database knows it all.
    public Facts facts() {
        boolean hasAddress = addressId != 0 && !deleted;
        return new Facts(hasAddress, all != null, channel != null, unconfirmedSince != null, subscription != null,
                subscription == null ? null : subscription.status(),
                address == null ? AddressStatus.VALID : address.status(), domain != null);
    }
}
