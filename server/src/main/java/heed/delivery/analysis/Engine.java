package heed.delivery.analysis;

import heed.rules.ExclusionRule;
import heed.rules.Fact;
import heed.rules.Typology;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.roaringbitmap.BatchIterator;
import org.roaringbitmap.RoaringBitmap;
import org.roaringbitmap.RoaringBitmapWriter;

/// The local engine: walks a typology's rules over a whole population (semantics §4).
///
/// Gives everybody exactly the causes that `heed.rules.Eligibility.decide` gives them one by one, and `duplicate`
/// after the walk, which only a population can tell. Pure: same sets, audience and typology, same result. Fails
/// closed: whoever is not among the living, or of whom a fact that the typology asks is unknown, is `rule_failed`.
///
/// One engine is one population and one audience, and answers for any number of typologies: what a fact says about
/// the audience is worked out once. For one thread.
public final class Engine {
    private final FactSets facts;
    private final RoaringBitmap audience;
    private final RoaringBitmap members;
    private final RoaringBitmap strangers;
    private final Map<Fact, Answer> answers = new EnumMap<>(Fact.class);

    /// Copies nothing: nobody may change the facts or the audience while this engine is asked.
    public Engine(FactSets facts, RoaringBitmap audience) {
        this.facts = facts;
        this.audience = audience;
        members = RoaringBitmap.and(audience, facts.living());
        strangers = RoaringBitmap.andNot(audience, members);
    }

    /// Divides an audience under one typology. Changes none of its arguments.
    public static Waterfall analyse(Typology typology, FactSets facts, RoaringBitmap audience) {
        return new Engine(facts, audience).analyse(typology);
    }

    /// Divides the audience into target and causes.
    public Waterfall analyse(Typology typology) {
        RoaringBitmap failed = strangers.clone();
        Tally tally = new Tally();
        for (ExclusionRule rule : typology.rules()) {
            rule.fact().map(this::answer).ifPresent(answer -> {
                answer.holding().forEach(part -> tally.add(rule, part.detail(), part.who()));
                failed.or(answer.unknown());
            });
        }
        tally.add(ExclusionRule.RULE_FAILED, null, failed);
        RoaringBitmap target = RoaringBitmap.andNot(audience, tally.excluded());
        if (typology.has(ExclusionRule.DUPLICATE)) {
            RoaringBitmap duplicates = duplicates(target);
            tally.add(ExclusionRule.DUPLICATE, null, duplicates);
            target.andNot(duplicates);
        }
        return new Waterfall(audience, target, tally.rows());
    }

    /// How many a typology targets: the size of [Waterfall#target], for whoever need not know why the others are not.
    public long targeted(Typology typology) {
        RoaringBitmap free = free(typology);
        long duplicates = typology.has(ExclusionRule.DUPLICATE) ? duplicates(free).getLongCardinality() : 0;
        return free.getLongCardinality() - duplicates;
    }

    /// How many no rule but `duplicate` excludes though their first address is the first one of a member who opted out, of
    /// the channel or of all. At least so many are still contactable there (semantics §1): further addresses are not
    /// looked at. Only those who share are.
    public long besideOptedOut(Typology typology) {
        BitSet left = new BitSet();
        optedOut().forEach((int profile) -> left.set(facts.address(profile)));
        left.clear(0);
        RoaringBitmap beside = new RoaringBitmap();
        RoaringBitmap.and(free(typology), facts.sharing()).forEach((int profile) -> {
            if (left.get(facts.address(profile))) {
                beside.add(profile);
            }
        });
        return beside.getLongCardinality();
    }

    /// Those whom no rule but `duplicate` excludes.
    private RoaringBitmap free(Typology typology) {
        RoaringBitmap free = members.clone();
        for (ExclusionRule rule : typology.rules()) {
            rule.fact().map(this::answer).ifPresent(answer -> {
                answer.holding().forEach(part -> free.andNot(part.who()));
                free.andNot(answer.unknown());
            });
        }
        return free;
    }

    /// Those who opted out and share their address.
    private RoaringBitmap optedOut() {
        RoaringBitmap optedOut = new RoaringBitmap();
        for (Fact switched : List.of(Fact.OPTED_OUT_OF_ALL, Fact.OPTED_OUT_OF_CHANNEL)) {
            answer(switched).holding().forEach(part -> optedOut.or(part.who()));
        }
        optedOut.and(facts.sharing());
        return optedOut;
    }

    private Answer answer(Fact fact) {
        return answers.computeIfAbsent(fact, asked -> facts.answer(asked).within(members));
    }

    /// Of those still free, all but the one with the smallest id at each address. Only those who share are looked at.
    private RoaringBitmap duplicates(RoaringBitmap free) {
        RoaringBitmapWriter<RoaringBitmap> duplicates = RoaringBitmapWriter.writer().get();
        BitSet taken = new BitSet();
        BatchIterator candidates = RoaringBitmap.and(free, facts.sharing()).getBatchIterator();
        int[] batch = new int[4096];
        while (candidates.hasNext()) {
            int size = candidates.nextBatch(batch);
            for (int i = 0; i < size; i++) {
                int address = facts.address(batch[i]);
                if (taken.get(address)) {
                    duplicates.add(batch[i]);
                } else if (address != 0) {
                    taken.set(address);
                }
            }
        }
        return duplicates.get();
    }
}
