package heed.delivery.analysis;

import heed.rules.Fact;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/// Collects the sets of a population; needs nothing but memory.
///
/// Fails closed: a fact that nobody told is unknown of everybody, so a source that forgets one targets nobody.
public final class FactSetsBuilder {
    private final RoaringBitmap living;
    private final AddressColumn addresses;
    private final Map<Fact, RoaringBitmap> holding = new EnumMap<>(Fact.class);
    private final Map<Fact, RoaringBitmap> unknown = new EnumMap<>(Fact.class);
    private @Nullable SubscriptionSets subscriptions;

    FactSetsBuilder(RoaringBitmap living, AddressColumn addresses) {
        this.living = living;
        this.addresses = addresses;
    }

    /// Switch `all`.
    public FactSetsBuilder optedOutOfAll(RoaringBitmap who) {
        return holds(Fact.OPTED_OUT_OF_ALL, who);
    }

    /// The switch of the delivery's channel.
    public FactSetsBuilder optedOutOfChannel(RoaringBitmap who) {
        return holds(Fact.OPTED_OUT_OF_CHANNEL, who);
    }

    /// Those who wait for their double opt-in.
    public FactSetsBuilder unconfirmed(RoaringBitmap who) {
        return holds(Fact.UNCONFIRMED, who);
    }

    /// The delivery names a service: without this call nobody is `not_subscribed`.
    public FactSetsBuilder subscriptions(SubscriptionSets sets) {
        subscriptions = sets;
        return this;
    }

    /// The profiles whose first address is denylisted.
    public FactSetsBuilder denylisted(RoaringBitmap who) {
        return holds(Fact.ADDRESS_DENYLISTED, who);
    }

    /// The profiles whose first address is quarantined or held.
    public FactSetsBuilder quarantined(RoaringBitmap who) {
        return holds(Fact.ADDRESS_QUARANTINED, who);
    }

    /// The profiles whose first address has an excluded domain.
    public FactSetsBuilder excludedDomain(RoaringBitmap who) {
        return holds(Fact.DOMAIN_EXCLUDED, who);
    }

    /// Those of whom a fact cannot be told: they are excluded as `rule_failed`, never targeted.
    public FactSetsBuilder unknown(Fact fact, RoaringBitmap who) {
        unknown.put(fact, who);
        return this;
    }

    /// The finished population.
    public FactSets build() {
        for (Fact fact : Fact.values()) {
            if (isToldByItself(fact) && !holding.containsKey(fact)) {
                unknown.put(fact, living);
            }
        }
        return new FactSets(this);
    }

    private FactSetsBuilder holds(Fact fact, RoaringBitmap who) {
        holding.put(fact, who);
        return this;
    }

    /// `no_address` follows from the addresses, and a delivery need not name a service.
    private static boolean isToldByItself(Fact fact) {
        return switch (fact) {
            case NO_ADDRESS, NOT_SUBSCRIBED -> false;
            case OPTED_OUT_OF_ALL, OPTED_OUT_OF_CHANNEL, UNCONFIRMED, ADDRESS_DENYLISTED, ADDRESS_QUARANTINED,
                    DOMAIN_EXCLUDED ->
                true;
        };
    }

    RoaringBitmap living() {
        return living;
    }

    AddressColumn addresses() {
        return addresses;
    }

    Map<Fact, RoaringBitmap> holding() {
        return holding;
    }

    Map<Fact, RoaringBitmap> unknown() {
        return unknown;
    }

    @Nullable
    SubscriptionSets subscriptions() {
        return subscriptions;
    }
}
