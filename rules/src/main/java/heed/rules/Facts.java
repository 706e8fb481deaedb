package heed.rules;

import org.jspecify.annotations.Nullable;

/// What is known of one member of an audience for one delivery, at its moment. `null` means unknown, and unknown
/// excludes (fail closed, semantics §4).
///
/// The address meant is always the first one on the delivery's channel. Somebody without an address has no address
/// facts: then `addressStatus` and `domainExcluded` are not looked at.
///
/// @param hasAddress is there an address on the delivery's channel?
/// @param optedOutOfAll is the switch `all` on?
/// @param optedOutOfChannel is the switch of the channel on, whatever `all` says?
/// @param unconfirmed does the profile wait for its double opt-in?
/// @param forService is the delivery for a service? If not, `subscription` is not looked at
/// @param subscription the subscription to that service at the delivery's moment
/// @param addressStatus the state of the address at the delivery's moment
/// @param domainExcluded is the domain of the address excluded? `false` on other channels than e-mail
public record Facts(@Nullable Boolean hasAddress, @Nullable Boolean optedOutOfAll, @Nullable Boolean optedOutOfChannel,
        @Nullable Boolean unconfirmed, boolean forService, @Nullable SubscriptionStatus subscription,
        @Nullable AddressStatus addressStatus, @Nullable Boolean domainExcluded) {

    /// Nothing is known: nobody may be contacted on this.
    public static Facts unknown(boolean forService) {
        return new Facts(null, null, null, null, forService, null, null, null);
    }

    /// Does the fact hold? Total: every fact, on any facts.
    public Truth truth(Fact fact) {
        return switch (fact) {
            case NO_ADDRESS -> not(Truth.of(hasAddress));
            case OPTED_OUT_OF_ALL -> Truth.of(optedOutOfAll);
            case OPTED_OUT_OF_CHANNEL -> Truth.of(optedOutOfChannel);
            case UNCONFIRMED -> Truth.of(unconfirmed);
            case NOT_SUBSCRIBED -> notSubscribed();
            case ADDRESS_DENYLISTED -> addressIs(AddressStatus.DENYLISTED);
            case ADDRESS_QUARANTINED -> addressIs(AddressStatus.QUARANTINED);
            case DOMAIN_EXCLUDED -> surelyWithoutAddress() ? Truth.NO : Truth.of(domainExcluded);
        };
    }

    /// What the cause of a fact that holds says beside its code: the subscription's state; else nothing.
    public @Nullable String detail(Fact fact) {
        return fact == Fact.NOT_SUBSCRIBED && subscription != null ? subscription.code() : null;
    }

    private Truth notSubscribed() {
        if (!forService) {
            return Truth.NO;
        }
        return subscription == null ? Truth.UNKNOWN : Truth.of(subscription != SubscriptionStatus.ACTIVE);
    }

    private Truth addressIs(AddressStatus status) {
        if (surelyWithoutAddress()) {
            return Truth.NO;
        }
        return addressStatus == null ? Truth.UNKNOWN : Truth.of(addressStatus == status);
    }

    private boolean surelyWithoutAddress() {
        return Truth.of(hasAddress) == Truth.NO;
    }

    private static Truth not(Truth truth) {
        return switch (truth) {
            case YES -> Truth.NO;
            case NO -> Truth.YES;
            case UNKNOWN -> Truth.UNKNOWN;
        };
    }
}
