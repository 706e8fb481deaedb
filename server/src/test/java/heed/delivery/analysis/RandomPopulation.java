package heed.delivery.analysis;

import heed.rules.AddressStatus;
import heed.rules.Fact;
import heed.rules.Facts;
import heed.rules.SubscriptionStatus;
import heed.rules.Truth;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/// A population with every mixture of facts, unknown ones among them, as one person's facts and as sets.
final class RandomPopulation {
    /// One in so many facts is unknown.
    private static final int RARE = 50;

    final Map<Integer, Facts> persons = new TreeMap<>();
    final Map<Integer, Integer> addresses = new TreeMap<>();
    final boolean forService;
    private final Random random;

    RandomPopulation(long seed, int size) {
        random = new Random(seed);
        forService = random.nextBoolean();
        for (int i = 0; i < size; i++) {
            int id = 1 + i * 7 + random.nextInt(7);
            Facts facts = facts();
            persons.put(id, facts);
            boolean addressed = !Boolean.FALSE.equals(facts.hasAddress());
            addresses.put(id, addressed ? 1 + random.nextInt(size) : 0);
        }
    }

    FactSets sets() {
        AddressColumn column = new AddressColumn();
        addresses.forEach(column::set);
        column.findSharing();
        FactSetsBuilder sets = FactSets.of(who(_ -> true), column);
        sets.optedOutOfAll(holding(Fact.OPTED_OUT_OF_ALL)).optedOutOfChannel(holding(Fact.OPTED_OUT_OF_CHANNEL))
                .unconfirmed(holding(Fact.UNCONFIRMED)).denylisted(holding(Fact.ADDRESS_DENYLISTED))
                .quarantined(holding(Fact.ADDRESS_QUARANTINED)).excludedDomain(holding(Fact.DOMAIN_EXCLUDED));
        if (forService) {
            sets.subscriptions(new SubscriptionSets(subscribed(SubscriptionStatus.ACTIVE),
                    subscribed(SubscriptionStatus.PENDING), subscribed(SubscriptionStatus.EXPIRED),
                    subscribed(SubscriptionStatus.ENDED)));
        }
        unknown().forEach(sets::unknown);
        return sets.build();
    }

    RoaringBitmap who(Predicate<Facts> test) {
        RoaringBitmap who = new RoaringBitmap();
        persons.forEach((id, facts) -> {
            if (test.test(facts)) {
                who.add(id);
            }
        });
        return who;
    }

    private Map<Fact, RoaringBitmap> unknown() {
        Map<Fact, RoaringBitmap> unknown = new EnumMap<>(Fact.class);
        for (Fact fact : Fact.values()) {
            unknown.put(fact, who(facts -> facts.truth(fact) == Truth.UNKNOWN));
        }
        return unknown;
    }

    private RoaringBitmap holding(Fact fact) {
        return who(facts -> facts.truth(fact) == Truth.YES);
    }

    private RoaringBitmap subscribed(SubscriptionStatus status) {
        return who(facts -> facts.subscription() == status);
    }

    private Facts facts() {
        SubscriptionStatus[] states = SubscriptionStatus.values();
        AddressStatus[] statuses = AddressStatus.values();
        return new Facts(truth(9), truth(1), truth(1), truth(1), forService,
                random.nextInt(RARE) == 0
                        ? null
                        : random.nextInt(3) > 0
                                ? SubscriptionStatus.ACTIVE
                                : states[random.nextInt(states.length)],
                random.nextInt(RARE) == 0
                        ? null
                        : random.nextInt(3) > 0
                                ? AddressStatus.VALID
                                : statuses[random.nextInt(statuses.length)],
                truth(1));
    }

    /// True in so many of ten cases.
    private @Nullable Boolean truth(int ofTen) {
        return random.nextInt(RARE) == 0 ? null : random.nextInt(10) < ofTen;
    }
}
