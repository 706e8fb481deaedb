package heed.delivery.analysis.index;

import heed.delivery.analysis.Ends;
import heed.delivery.analysis.SnapshotIn;
import heed.delivery.analysis.SnapshotOut;
import heed.delivery.analysis.SubscriptionSets;
import heed.rules.SubscriptionStatus;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.roaringbitmap.RoaringBitmap;

/// Who has which stored subscription state of one service, and when active and pending ones end.
///
/// Expiry is computed at the asked moment: an active one becomes `expired`, a pending one `none` (semantics §3).
final class ServiceSets {
    private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");

    /// Those who had a subscription of which nothing is left, its events being voided.
    private final RoaringBitmap none;
    private final RoaringBitmap active;
    private final RoaringBitmap pending;
    private final RoaringBitmap ended;
    private final Ends activeEnds;
    private final Ends pendingEnds;

    ServiceSets() {
        this(new RoaringBitmap(), new RoaringBitmap(), new RoaringBitmap(), new RoaringBitmap(), new Ends(),
                new Ends());
    }

    private ServiceSets(RoaringBitmap none, RoaringBitmap active, RoaringBitmap pending, RoaringBitmap ended,
            Ends activeEnds, Ends pendingEnds) {
        this.none = none;
        this.active = active;
        this.pending = pending;
        this.ended = ended;
        this.activeEnds = activeEnds;
        this.pendingEnds = pendingEnds;
    }

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
        activeEnds.patch(RoaringBitmap.and(touched, active), fresh.activeEnds);
        pendingEnds.patch(RoaringBitmap.and(touched, pending), fresh.pendingEnds);
        IndexData.patch(none, touched, fresh.none);
        IndexData.patch(active, touched, fresh.active);
        IndexData.patch(pending, touched, fresh.pending);
        IndexData.patch(ended, touched, fresh.ended);
    }

    void trim() {
        IndexData.trim(none);
        IndexData.trim(active);
        IndexData.trim(pending);
        IndexData.trim(ended);
    }

    ServiceSets copy() {
        return new ServiceSets(none.clone(), active.clone(), pending.clone(), ended.clone(), activeEnds.copy(),
                pendingEnds.copy());
    }

    void writeTo(SnapshotOut out) throws IOException {
        out.putBitmap(none);
        out.putBitmap(active);
        out.putBitmap(pending);
        out.putBitmap(ended);
        activeEnds.writeTo(out);
        pendingEnds.writeTo(out);
    }

    static ServiceSets readFrom(SnapshotIn in) throws IOException {
        return new ServiceSets(in.bitmap(), in.bitmap(), in.bitmap(), in.bitmap(), Ends.readFrom(in),
                Ends.readFrom(in));
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
