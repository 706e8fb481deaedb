package heed.delivery.analysis;

import heed.rules.Fact;
import heed.rules.SubscriptionStatus;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/// The facts of a whole population for one channel, one service and one moment: for each fact, of whom it holds.
///
/// The same facts that `heed.rules.Facts` holds for one person. Whoever is not among the living is unknown
/// altogether: the engine never targets them. The bitmaps given are not copied; nobody may change them while an
/// analysis runs. Safe to share between threads under the same condition.
public final class FactSets {
    private final RoaringBitmap living;
    private final AddressColumn addresses;
    private final Map<Fact, RoaringBitmap> holding;
    private final Map<Fact, RoaringBitmap> unknown;
    private final @Nullable SubscriptionSets subscriptions;

    private FactSets(Builder from) {
        living = from.living;
        addresses = from.addresses;
        holding = new EnumMap<>(from.holding);
        unknown = new EnumMap<>(from.unknown);
        subscriptions = from.subscriptions;
    }

    /// Starts a population: who lives, and their first addresses on the delivery's channel, of which
    /// [AddressColumn#findSharing] has been called. Whatever is not set afterwards holds of nobody.
    public static Builder of(RoaringBitmap living, AddressColumn addresses) {
        return new Builder(living, addresses);
    }

    /// Everybody who may be contacted at all: the audience `all`.
    public RoaringBitmap living() {
        return living;
    }

    /// The id of the first address, 0 when there is none.
    public int address(int profile) {
        return addresses.address(profile);
    }

    /// Those who are not alone with their address: only they can be duplicates.
    RoaringBitmap sharing() {
        return addresses.sharing();
    }

    /// Of whom the fact holds, with its details, and of whom it is unknown. May name more than the living.
    Answer answer(Fact fact) {
        return switch (fact) {
            case NO_ADDRESS -> plain(fact, RoaringBitmap.andNot(living, addresses.holders()));
            case NOT_SUBSCRIBED -> new Answer(notSubscribed(), unknown(fact));
            case OPTED_OUT_OF_ALL, OPTED_OUT_OF_CHANNEL, UNCONFIRMED, ADDRESS_DENYLISTED, ADDRESS_QUARANTINED,
                    DOMAIN_EXCLUDED ->
                plain(
                        fact, holding.getOrDefault(fact, new RoaringBitmap()));
        };
    }

    private Answer plain(Fact fact, RoaringBitmap who) {
        RoaringBitmap unknown = unknown(fact);
        RoaringBitmap sure = unknown.isEmpty() ? who : RoaringBitmap.andNot(who, unknown);
        return new Answer(List.of(new Answer.Part(null, sure)), unknown);
    }

    private List<Answer.Part> notSubscribed() {
        boolean asked = subscriptions != null;
        SubscriptionSets sets = subscriptions != null ? subscriptions : SubscriptionSets.nobody();
        RoaringBitmap none = asked ? sets.none(living) : new RoaringBitmap();
        none.andNot(unknown(Fact.NOT_SUBSCRIBED));
        return List.of(part(SubscriptionStatus.NONE, none), part(SubscriptionStatus.PENDING, sets.pending()),
                part(SubscriptionStatus.EXPIRED, sets.expired()), part(SubscriptionStatus.ENDED, sets.ended()));
    }

    private static Answer.Part part(SubscriptionStatus status, RoaringBitmap who) {
        return new Answer.Part(status.code(), who);
    }

    private RoaringBitmap unknown(Fact fact) {
        return unknown.getOrDefault(fact, new RoaringBitmap());
    }

    /// Collects the sets of a population; needs nothing but memory.
    public static final class Builder {
        private final RoaringBitmap living;
        private final AddressColumn addresses;
        private final Map<Fact, RoaringBitmap> holding = new EnumMap<>(Fact.class);
        private final Map<Fact, RoaringBitmap> unknown = new EnumMap<>(Fact.class);
        private @Nullable SubscriptionSets subscriptions;

        private Builder(RoaringBitmap living, AddressColumn addresses) {
            this.living = living;
            this.addresses = addresses;
        }

        /// Switch `all`.
        public Builder optedOutOfAll(RoaringBitmap who) {
            return holds(Fact.OPTED_OUT_OF_ALL, who);
        }

        /// The switch of the delivery's channel.
        public Builder optedOutOfChannel(RoaringBitmap who) {
            return holds(Fact.OPTED_OUT_OF_CHANNEL, who);
        }

        /// Those who wait for their double opt-in.
        public Builder unconfirmed(RoaringBitmap who) {
            return holds(Fact.UNCONFIRMED, who);
        }

        /// The delivery names a service: without this call nobody is `not_subscribed`.
        public Builder subscriptions(SubscriptionSets sets) {
            subscriptions = sets;
            return this;
        }

        /// The profiles whose first address is denylisted.
        public Builder denylisted(RoaringBitmap who) {
            return holds(Fact.ADDRESS_DENYLISTED, who);
        }

        /// The profiles whose first address is quarantined or held.
        public Builder quarantined(RoaringBitmap who) {
            return holds(Fact.ADDRESS_QUARANTINED, who);
        }

        /// The profiles whose first address has an excluded domain.
        public Builder excludedDomain(RoaringBitmap who) {
            return holds(Fact.DOMAIN_EXCLUDED, who);
        }

        /// Those of whom a fact cannot be told: they are excluded as `rule_failed`, never targeted.
        public Builder unknown(Fact fact, RoaringBitmap who) {
            unknown.put(fact, who);
            return this;
        }

        /// The finished population.
        public FactSets build() {
            return new FactSets(this);
        }

        private Builder holds(Fact fact, RoaringBitmap who) {
            holding.put(fact, who);
            return this;
        }
    }
}
