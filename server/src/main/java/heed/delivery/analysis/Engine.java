package heed.delivery.analysis;

import heed.rules.ExclusionRule;
import heed.rules.Typology;
import java.util.BitSet;
import org.roaringbitmap.BatchIterator;
import org.roaringbitmap.RoaringBitmap;
import org.roaringbitmap.RoaringBitmapWriter;

/// The local engine: walks a typology's rules over a whole population (semantics §4).
///
/// Gives everybody exactly the causes that `heed.rules.Eligibility.decide` gives them one by one, and `duplicate`
/// after the walk, which only a population can tell. Pure: same sets, audience and typology, same result. Fails
/// closed: whoever is not among the living, or of whom a fact that the typology asks is unknown, is `rule_failed`.
public final class Engine {
    private Engine() {
    }

    /// Divides the audience into target and causes. Changes none of its arguments.
    public static Waterfall analyse(Typology typology, FactSets facts, RoaringBitmap audience) {
        RoaringBitmap members = RoaringBitmap.and(audience, facts.living());
        RoaringBitmap failed = RoaringBitmap.andNot(audience, members);
        Tally tally = new Tally();
        for (ExclusionRule rule : ExclusionRule.values()) {
            if (typology.rules().contains(rule)) {
                rule.fact().ifPresent(fact -> walk(rule, facts.answer(fact), members, failed, tally));
            }
        }
        tally.add(ExclusionRule.RULE_FAILED, null, failed);
        RoaringBitmap target = RoaringBitmap.andNot(audience, tally.excluded());
        if (typology.rules().contains(ExclusionRule.DUPLICATE)) {
            RoaringBitmap duplicates = duplicates(target, facts);
            tally.add(ExclusionRule.DUPLICATE, null, duplicates);
            target.andNot(duplicates);
        }
        return new Waterfall(audience, target, tally.rows());
    }

    private static void walk(ExclusionRule rule, Answer answer, RoaringBitmap members, RoaringBitmap failed,
            Tally tally) {
        for (Answer.Part part : answer.holding()) {
            tally.add(rule, part.detail(), RoaringBitmap.and(part.who(), members));
        }
        if (!answer.unknown().isEmpty()) {
            failed.or(RoaringBitmap.and(answer.unknown(), members));
        }
    }

    /// Of those still free, all but the one with the smallest id at each address. Only those who share are looked at.
    private static RoaringBitmap duplicates(RoaringBitmap free, FactSets facts) {
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
