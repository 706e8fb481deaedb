package heed.delivery.analysis;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/// When subscriptions end: `(until, profile id)` in order of time, so that who has ended at a moment is a prefix.
///
/// Times are microseconds since 2000-01-01, as PostgreSQL sends them. Twelve bytes an end, in two sorted lists: the
/// many, which are never changed, and the few that came since; `gone` says which of the many hold no longer. So a
/// catch-up costs what it changes, and a copy next to nothing.
public final class Ends {
    /// Beyond this many changes, and this share of all, the two lists become one.
    private static final int MANY = 4_096;
    private static final int SHARE = 8;

    private SortedEnds all = SortedEnds.NONE;
    private SortedEnds recent = SortedEnds.NONE;
    private RoaringBitmap gone = new RoaringBitmap();
    /// Ends in any order, between [#add] and [#sort]; null at other times.
    private @Nullable SortedEndsBuilder added;

    /// Adds an end anywhere; call [#sort] after the last one.
    public void add(long until, int profile) {
        if (added == null) {
            added = new SortedEndsBuilder();
        }
        added.add(until, profile);
    }

    /// Ends a building that began with empty ends.
    public void sort() {
        if (added != null) {
            all = added.sorted();
            added = null;
        }
    }

    /// Those whose end has come at the moment: an end exactly then has come.
    public RoaringBitmap passed(long moment) {
        RoaringBitmap passed = all.passed(moment);
        passed.andNot(gone);
        passed.or(recent.passed(moment));
        return passed;
    }

    /// Replaces the ends of the touched profiles by the fresh ones.
    ///
    /// @param touched at least the touched ones that have an end here
    public void patch(RoaringBitmap touched, Ends fresh) {
        gone.or(touched);
        recent = SortedEnds.merge(recent, touched, fresh.all);
        if (gone.getCardinality() + recent.size() > MANY + all.size() / SHARE) {
            merge();
        }
    }

    /// A copy that later changes do not reach.
    public Ends copy() {
        Ends copy = new Ends();
        copy.all = all;
        copy.recent = recent;
        copy.gone = gone.clone();
        return copy;
    }

    public void writeTo(SnapshotOut out) throws IOException {
        SortedEnds.merge(all, gone, recent).writeTo(out);
    }

    public static Ends readFrom(SnapshotIn in) throws IOException {
        Ends ends = new Ends();
        ends.all = SortedEnds.readFrom(in);
        return ends;
    }

    public boolean sameAs(Ends other) {
        return SortedEnds.merge(all, gone, recent).sameAs(SortedEnds.merge(other.all, other.gone, other.recent));
    }

    private void merge() {
        all = SortedEnds.merge(all, gone, recent);
        recent = SortedEnds.NONE;
        gone = new RoaringBitmap();
    }
}
