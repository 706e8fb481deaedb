package heed.delivery.analysis;

import heed.rules.ExclusionRule;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/// One row of a waterfall: a cause, whom it excludes, and its three counts (semantics §4).
///
/// @param rule the rule
/// @param detail its detail, null for rules without
/// @param matching everybody it excludes, whatever else does
/// @param deciding how many it decides: it is their first cause
/// @param only how many it alone excludes
public record CauseSet(ExclusionRule rule, @Nullable String detail, RoaringBitmap matching, long deciding, long only) {

    /// How many it excludes, whatever else does.
    public long matchingCount() {
        return matching.getLongCardinality();
    }
}
