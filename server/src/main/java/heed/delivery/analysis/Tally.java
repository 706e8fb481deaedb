package heed.delivery.analysis;

import heed.rules.ExclusionRule;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/// Counts causes while the rules are walked in order: two running bitmaps, of those excluded once and twice, give
/// all three counts without a loop over people.
final class Tally {
    private record Counted(ExclusionRule rule, @Nullable String detail, RoaringBitmap matching, long deciding) {}

    private final RoaringBitmap once = new RoaringBitmap();
    private final RoaringBitmap twice = new RoaringBitmap();
    private final List<Counted> counted = new ArrayList<>();

    /// The next cause in order of precedence. Keeps the bitmap.
    void add(ExclusionRule rule, @Nullable String detail, RoaringBitmap matching) {
        long before = once.getLongCardinality();
        twice.or(RoaringBitmap.and(once, matching));
        once.or(matching);
        counted.add(new Counted(rule, detail, matching, once.getLongCardinality() - before));
    }

    /// Those whom any cause so far excludes.
    RoaringBitmap excluded() {
        return once;
    }

    List<CauseSet> rows() {
        List<CauseSet> rows = new ArrayList<>(counted.size());
        for (Counted row : counted) {
            long shared = RoaringBitmap.andCardinality(row.matching, twice);
            long only = row.matching.getLongCardinality() - shared;
            rows.add(new CauseSet(row.rule, row.detail, row.matching, row.deciding, only));
        }
        return rows;
    }
}
