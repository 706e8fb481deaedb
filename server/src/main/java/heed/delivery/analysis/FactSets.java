package heed.delivery.analysis;

import heed.rules.AddressStatus;
import heed.rules.Fact;
import heed.rules.Facts;
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

    FactSets(FactSetsBuilder from) {
        living = from.living();
        addresses = from.addresses();
        holding = new EnumMap<>(from.holding());
        unknown = new EnumMap<>(from.unknown());
        subscriptions = from.subscriptions();
    }

    /// Starts a population: who lives, and their first addresses on the delivery's channel, of which
    /// [AddressColumn#findSharing] has been called. A fact that is not told afterwards is unknown of everybody (fail closed).
    public static FactSetsBuilder of(RoaringBitmap living, AddressColumn addresses) {
        return new FactSetsBuilder(living, addresses);
    }

    /// Everybody who may be contacted at all: the audience `all`.
    public RoaringBitmap living() {
        return living;
    }

    /// Has anybody an address on the channel?
    public boolean anyAddress() {
        return !addresses.holders().isEmpty();
    }

    /// The id of the first address, 0 when there is none.
    public int address(int profile) {
        return addresses.address(profile);
    }

    /// Those who are not alone with their address: only they can be duplicates.
    RoaringBitmap sharing() {
        return addresses.sharing();
    }

    /// The same facts of one person among the living, for `heed.rules.Eligibility.decide`. The status of an address of
    /// which a part is unknown is unknown.
    public Facts person(int profile) {
        return new Facts(isUnknown(Fact.NO_ADDRESS, profile) ? null : address(profile) != 0,
                told(Fact.OPTED_OUT_OF_ALL, profile), told(Fact.OPTED_OUT_OF_CHANNEL, profile),
                told(Fact.UNCONFIRMED, profile), subscriptions != null, subscription(profile), addressStatus(profile),
                told(Fact.DOMAIN_EXCLUDED, profile));
    }

    private @Nullable SubscriptionStatus subscription(int profile) {
        if (subscriptions == null || isUnknown(Fact.NOT_SUBSCRIBED, profile)) {
            return null;
        }
        return subscriptions.status(profile);
    }

    private @Nullable AddressStatus addressStatus(int profile) {
        Boolean denylisted = told(Fact.ADDRESS_DENYLISTED, profile);
        Boolean quarantined = told(Fact.ADDRESS_QUARANTINED, profile);
        if (denylisted == null || quarantined == null) {
            return null;
        }
        if (denylisted) {
            return AddressStatus.DENYLISTED;
        }
        return quarantined ? AddressStatus.QUARANTINED : AddressStatus.VALID;
    }

    private @Nullable Boolean told(Fact fact, int profile) {
        RoaringBitmap who = holding.get(fact);
        if (who == null || isUnknown(fact, profile)) {
            return null;
        }
        return who.contains(profile);
    }

    private boolean isUnknown(Fact fact, int profile) {
        RoaringBitmap who = unknown.get(fact);
        return who != null && who.contains(profile);
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
}
