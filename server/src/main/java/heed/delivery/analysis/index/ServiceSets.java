package heed.delivery.analysis.index;

import heed.delivery.analysis.SubscriptionSets;
import heed.rules.SubscriptionStatus;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.roaringbitmap.RoaringBitmap;

/// Who has which stored subscription state of one service, and when active and pending ones end.
///
/// Expiry is computed at the asked moment: an active one becomes `expired`, a pending one `none` (semantics §3).
final class ServiceSets {
    private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");

    /// Those who had a subscription of which nothing is left, its events being voided.
    private final RoaringBitmap none = new RoaringBitmap();
    private final RoaringBitmap active = new RoaringBitmap();
    private final RoaringBitmap pending = new RoaringBitmap();
    private final RoaringBitmap ended = new RoaringBitmap();
    private final Ends activeEnds = new Ends();
    private final Ends pendingEnds = new Ends();

    /// Adds a stored row; `until` in microseconds since 2000, or [CopyRows#NEVER].
    void add(int profile, int state, long until) {
        if (state == SubscriptionStatus.ACTIVE.number()) {
            active.add(profile);
            addEnd(activeEnds, until, profile);
        } else if (state == SubscriptionStatus.PENDING.number()) {
            pending.add(profile);
            addEnd(pendingEnds, until, profile);
        } else if (state == SubscriptionStatus.ENDED.number()) {
            ended.add(profile);
        } else {
            none.add(profile);
        }
    }

    /// Call after the last [#add].
    void sort() {
        activeEnds.sort();
        pendingEnds.sort();
    }

    /// The states at a moment. Copies where needed, so that the answer is the caller's.
    SubscriptionSets at(Instant moment) {
        long micros = micros(moment);
        RoaringBitmap expired = activeEnds.passed(micros);
        return new SubscriptionSets(RoaringBitmap.andNot(active, expired),
                RoaringBitmap.andNot(pending, pendingEnds.passed(micros)), expired, ended);
    }

    /// Everybody who ever had a subscription to the service.
    RoaringBitmap everybody() {
        return RoaringBitmap.or(none, active, pending, ended);
    }

    void patch(RoaringBitmap touched, ServiceSets fresh) {
        IndexData.patch(none, touched, fresh.none);
        IndexData.patch(active, touched, fresh.active);
        IndexData.patch(pending, touched, fresh.pending);
        IndexData.patch(ended, touched, fresh.ended);
        activeEnds.patch(touched, fresh.activeEnds);
        pendingEnds.patch(touched, fresh.pendingEnds);
    }

    boolean sameAs(ServiceSets other) {
        return none.equals(other.none) && active.equals(other.active) && pending.equals(other.pending)
                && ended.equals(other.ended) && activeEnds.sameAs(other.activeEnds)
                && pendingEnds.sameAs(other.pendingEnds);
    }

    private static void addEnd(Ends ends, long until, int profile) {
        if (until != CopyRows.NEVER) {
            ends.add(until, profile);
        }
    }

    private static long micros(Instant moment) {
        return ChronoUnit.MICROS.between(EPOCH, moment);
    }
}
