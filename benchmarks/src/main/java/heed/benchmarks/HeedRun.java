package heed.benchmarks;

import heed.delivery.analysis.AddressColumn;
import heed.delivery.analysis.Engine;
import heed.delivery.analysis.FactSets;
import heed.delivery.analysis.Waterfall;
import heed.rules.ExclusionRule;
import heed.rules.Typology;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntPredicate;
import org.roaringbitmap.RoaringBitmap;

/// Heed's engine over bitmaps, as the profile index keeps them.
final class HeedRun {

    private final RoaringBitmap everybody;

    private final FactSets facts;

    HeedRun(MadeUpPopulation people) {
        everybody = RoaringBitmap.bitmapOfRange(1, people.size() + 1L);
        AddressColumn addresses = new AddressColumn();
        for (int id = 1; id <= people.size(); id++) {
            if (people.address(id) != 0) {
                addresses.set(id, people.address(id));
            }
        }
        addresses.findSharing();
        facts = FactSets.of(everybody, addresses).optedOutOfAll(of(people, people::optedOutOfAll))
                .optedOutOfChannel(of(people, people::optedOutOfChannel)).unconfirmed(of(people, people::unconfirmed))
                .denylisted(of(people, people::denylisted)).quarantined(of(people, people::quarantined))
                .excludedDomain(of(people, people::domainExcluded)).build();
    }

    private static RoaringBitmap of(MadeUpPopulation people, IntPredicate fact) {
        RoaringBitmap who = new RoaringBitmap();
        for (int id = 1; id <= people.size(); id++) {
            if (fact.test(id)) {
                who.add(id);
            }
        }
        who.runOptimize();
        return who;
    }

    /// The measured part: target, a bitmap a cause, three counts a cause.
    Waterfall analyse() {
        return Engine.analyse(Typology.MARKETING, facts, everybody);
    }

    static Outcome outcome(Waterfall waterfall) {
        Map<String, Long> deciding = new HashMap<>();
        Map<String, Long> ids = new HashMap<>();
        for (ExclusionRule rule : ExclusionRule.values()) {
            RoaringBitmap who = waterfall.deciding(rule);
            if (!who.isEmpty()) {
                deciding.put(rule.code(), who.getLongCardinality());
                ids.put(rule.code(), sum(who));
            }
        }
        return new Outcome(waterfall.target().getLongCardinality(), sum(waterfall.target()), deciding, ids);
    }

    private static long sum(RoaringBitmap who) {
        return who.stream().asLongStream().sum();
    }
}
