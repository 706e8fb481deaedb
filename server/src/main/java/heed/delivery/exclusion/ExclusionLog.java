package heed.delivery.exclusion;

import heed.delivery.Analysis;
import heed.delivery.Analysis.Result;
import heed.delivery.AnalysisStore;
import heed.delivery.Deliveries;
import heed.delivery.Delivery;
import heed.delivery.analysis.Waterfall;
import heed.delivery.exclusion.ExclusionFilter.Phase;
import heed.delivery.exclusion.LateExclusionStore.Late;
import heed.delivery.recipient.RecipientStore;
import heed.delivery.recipient.RecipientStore.Shown;
import heed.rules.Cause;
import heed.rules.ExclusionRule;
import heed.web.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.PeekableIntIterator;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Component;

/// Everybody a delivery left out, with every cause: read from the stored bitmaps and the late exclusions.
@Component
class ExclusionLog {
    /// How many analyses are kept unpacked: at ten million profiles one takes some 15 MB.
    private static final int KEPT = 4;

    private final Deliveries deliveries;
    private final AnalysisStore analyses;
    private final LateExclusionStore late;
    private final RecipientStore recipients;
    private final Map<Long, Waterfall> kept = new LinkedHashMap<>();

    ExclusionLog(Deliveries deliveries, AnalysisStore analyses, LateExclusionStore late, RecipientStore recipients) {
        this.deliveries = deliveries;
        this.analyses = analyses;
        this.late = late;
        this.recipients = recipients;
    }

    /// One exclusion as it is shown.
    record Exclusion(int id, String profile, @Nullable String address, boolean addressChanged, String cause,
            List<String> causes, String phase) {

        /// Masked: no log holds an address.
        @Override
        public String toString() {
            return "Exclusion[" + id + "]";
        }
    }

    /// A delivery's log, opened once for any number of pages.
    ///
    /// @param delivery whose
    /// @param result the analysis it stands on
    /// @param waterfall its bitmaps
    /// @param profiles those whom the filter leaves, in order of id; those of the page at least
    /// @param cut whether a search found as many as it may, so that there may be others
    record Opened(Delivery delivery, Result result, Waterfall waterfall, RoaringBitmap profiles, boolean cut) {

        /// The next of them after an id, so many at most.
        int[] page(int after, int most) {
            PeekableIntIterator ids = profiles.getIntIterator();
            ids.advanceIfNeeded(after + 1);
            int[] page = new int[most];
            int size = 0;
            while (size < most && ids.hasNext()) {
                page[size++] = ids.next();
            }
            return Arrays.copyOf(page, size);
        }
    }

    /// Finds everybody whom the filter leaves.
    ///
    /// @throws Problem 404 without such a delivery, or without an analysis
    Opened open(long delivery, ExclusionFilter filter) {
        return open(delivery, filter, 0, Integer.MAX_VALUE);
    }

    /// Finds whom the filter leaves, for a page after an id of so many: late exclusions are read for that page only.
    ///
    /// @throws Problem 404 without such a delivery, or without an analysis
    Opened open(long delivery, ExclusionFilter filter, int after, int most) {
        Delivery found = deliveries.get(delivery);
        Analysis analysis = analyses.find(delivery).filter(any -> found.state().analysed())
                .orElseThrow(() -> Problem.notFound("the delivery has no analysis"));
        Waterfall waterfall = waterfall(analysis.id());
        RoaringBitmap profiles = new RoaringBitmap();
        if (filter.phase() != Phase.HAND_OFF) {
            profiles.or(analysed(waterfall, filter));
        }
        if (filter.phase() != Phase.ANALYSIS) {
            // A search thins them out afterwards: then all are needed.
            profiles.or(late.profiles(delivery, filter, after, filter.q() == null ? most : Integer.MAX_VALUE));
        }
        boolean cut = false;
        if (filter.q() != null) {
            RoaringBitmap searched = recipients.search(filter.q(), found.plan().channel(), filter.most());
            cut = filter.most() > 0 && searched.getCardinality() >= filter.most();
            profiles.and(searched);
        }
        return new Opened(found, Objects.requireNonNull(analysis.result()), waterfall, profiles, cut);
    }

    /// The exclusions of these profiles, in order of id.
    List<Exclusion> read(Opened log, int[] ids) {
        Map<Integer, Late> lates = late.find(log.delivery().id(), ids);
        List<Exclusion> exclusions = new ArrayList<>(ids.length);
        for (Shown shown : recipients.shown(ids, log.delivery().plan().channel(), log.result().position())) {
            Late afterwards = lates.get(shown.id());
            List<String> causes = afterwards != null
                    ? afterwards.causes()
                    : log.waterfall().causes(shown.id()).stream().map(Cause::rule).map(ExclusionRule::code).toList();
            // Somebody without an address now: changed, unless there was none when it was analysed.
            boolean changed = shown.address() == null
                    ? !log.waterfall().matching(ExclusionRule.NO_ADDRESS).contains(shown.id())
                    : shown.changed();
            exclusions.add(new Exclusion(shown.id(), shown.key(), shown.address(), changed, causes.getFirst(), causes,
                    (afterwards != null ? Phase.HAND_OFF : Phase.ANALYSIS).code()));
        }
        return exclusions;
    }

    private static RoaringBitmap analysed(Waterfall waterfall, ExclusionFilter filter) {
        RoaringBitmap profiles = waterfall.excluded();
        if (filter.cause() != null) {
            profiles.and(waterfall.deciding(filter.cause()));
        }
        if (filter.matching() != null) {
            profiles.and(waterfall.matching(filter.matching()));
        }
        if (filter.only() != null) {
            profiles.and(waterfall.only(filter.only()));
        }
        ExclusionRule named = filter.named();
        if (named != null && filter.detail() != null) {
            profiles.and(waterfall.matching(named, filter.detail()));
        }
        return profiles;
    }

    /// The bitmaps of a finished analysis.
    ///
    /// @throws Problem 404 when another one has taken its place
    Waterfall waterfall(long analysis) {
        synchronized (kept) {
            Waterfall known = kept.get(analysis);
            if (known != null) {
                return known;
            }
        }
        Waterfall read = analyses.waterfall(analysis)
                .orElseThrow(() -> Problem.notFound("the delivery has no analysis"));
        synchronized (kept) {
            kept.put(analysis, read);
            if (kept.size() > KEPT) {
                kept.remove(kept.keySet().iterator().next());
            }
        }
        return read;
    }
}
