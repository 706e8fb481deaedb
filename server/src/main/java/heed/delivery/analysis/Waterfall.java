package heed.delivery.analysis;

import heed.rules.Cause;
import heed.rules.ExclusionRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/// The result of an analysis: who is left, and for everybody else every cause.
///
/// `audience = target + Σ deciding`, exactly. Everything but the counts of its rows follows from the bitmaps, so a
/// stored analysis tells the same story as the one just made. Callers must not change the bitmaps.
///
/// @param audience everybody asked for
/// @param target who is left
/// @param rows one row a cause in order of precedence, rows without anybody included
public record Waterfall(RoaringBitmap audience, RoaringBitmap target, List<CauseSet> rows) {

    public Waterfall {
        rows = List.copyOf(rows);
    }

    /// Everybody left out.
    public RoaringBitmap excluded() {
        return RoaringBitmap.andNot(audience, target);
    }

    /// Those whom the rule decides: it is the first of their causes.
    public RoaringBitmap deciding(ExclusionRule rule) {
        RoaringBitmap deciding = matching(rule);
        rows.stream().filter(row -> row.rule().compareTo(rule) < 0).forEach(row -> deciding.andNot(row.matching()));
        return deciding;
    }

    /// Those whom the rule excludes, whatever else does.
    public RoaringBitmap matching(ExclusionRule rule) {
        RoaringBitmap matching = new RoaringBitmap();
        rows.stream().filter(row -> row.rule() == rule).forEach(row -> matching.or(row.matching()));
        return matching;
    }

    /// Those whom it excludes with this detail; null stands for no detail.
    public RoaringBitmap matching(ExclusionRule rule, @Nullable String detail) {
        RoaringBitmap matching = new RoaringBitmap();
        rows.stream().filter(row -> row.rule() == rule && Objects.equals(row.detail(), detail))
                .forEach(row -> matching.or(row.matching()));
        return matching;
    }

    /// Those whom the rule alone excludes.
    public RoaringBitmap only(ExclusionRule rule) {
        RoaringBitmap only = matching(rule);
        rows.stream().filter(row -> row.rule() != rule).forEach(row -> only.andNot(row.matching()));
        return only;
    }

    /// Every cause of one person in order of precedence; none for the targeted and for strangers to the audience.
    public List<Cause> causes(int profile) {
        List<Cause> causes = new ArrayList<>(2);
        for (CauseSet row : rows) {
            if (row.matching().contains(profile)) {
                causes.add(new Cause(row.rule(), row.detail()));
            }
        }
        return causes;
    }
}
