package heed.profile.page;

import heed.ledger.LedgerEntry;
import heed.ledger.LedgerFilter;
import heed.ledger.LedgerReadStore;
import heed.profile.ProfileDeliveries;
import heed.profile.ProfileDeliveries.Delivered;
import heed.profile.ProfileDeliveries.Place;
import heed.web.Page;
import heed.web.Paging;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// A person's timeline, newest first: the entries of the ledger, in their order, and between them the deliveries, in
/// theirs. A page ends at a place in both, so that whatever their clocks say each is shown exactly once.
@Component
class Timeline {
    private static final String LIST = "timeline-page";

    private final LedgerReadStore ledger;
    private final ProfileDeliveries deliveries;

    Timeline(LedgerReadStore ledger, ProfileDeliveries deliveries) {
        this.ledger = ledger;
        this.deliveries = deliveries;
    }

    /// One of its rows: an entry or a delivery.
    ///
    /// @param entry the entry, or null
    /// @param delivery the delivery, or null
    /// @param reached how far both are after it
    record Row(@Nullable TimelineItem entry, @Nullable Delivered delivery, Reached reached) {}

    /// How far a reader is: what lies below both comes next.
    private record Reached(long seq, Place place) {
        private static final Reached NOTHING = new Reached(Long.MAX_VALUE, Place.FIRST);
        private static final int PARTS = 4;

        static Reached read(List<String> parts) {
            if (parts.size() != PARTS) {
                throw new IllegalArgumentException("four parts make a place");
            }
            Instant at = Instant.parse(parts.get(1));
            if (at.isAfter(Place.FIRST.at()) || at.isBefore(Instant.EPOCH)) {
                throw new IllegalArgumentException("nothing left at " + at);
            }
            return new Reached(Long.parseLong(parts.getFirst()),
                    new Place(at, Long.parseLong(parts.get(2)), Integer.parseInt(parts.getLast())));
        }

        List<?> parts() {
            return List.of(seq, place.at(), place.delivery(), place.profileId());
        }
    }

    /// A page of whom the key reaches, and of those merged into that one.
    Page<Row> page(String key, @Nullable String cursor) {
        Paging paging = Paging.of(null, cursor, LIST, key);
        Reached from = paging.after(Reached.NOTHING, Reached::read);
        Set<Integer> ids = ledger.profileIds(key);
        List<LedgerEntry> entries = ledger.page(LedgerFilter.about(ids), from.seq(), paging.fetch());
        List<Delivered> delivered = deliveries.page(ids, from.place(), paging.fetch());
        return paging.page(merged(entries, delivered, from, paging.fetch()), row -> row.reached().parts());
    }

    private static List<Row> merged(Collection<LedgerEntry> entries, Collection<Delivered> delivered, Reached from,
            int most) {
        Deque<LedgerEntry> nextEntries = new ArrayDeque<>(entries);
        Deque<Delivered> nextDeliveries = new ArrayDeque<>(delivered);
        List<Row> rows = new ArrayList<>();
        Reached reached = from;
        while (rows.size() < most && !(nextEntries.isEmpty() && nextDeliveries.isEmpty())) {
            if (entryIsNext(nextEntries.peek(), nextDeliveries.peek())) {
                LedgerEntry entry = nextEntries.remove();
                reached = new Reached(entry.seq(), reached.place());
                rows.add(new Row(TimelineItem.of(entry), null, reached));
            } else {
                Delivered one = nextDeliveries.remove();
                reached = new Reached(reached.seq(), one.place());
                rows.add(new Row(null, one, reached));
            }
        }
        return rows;
    }

    /// A delivery began at the moment of its chunk, an entry stands where it was written down, whenever it happened.
    private static boolean entryIsNext(@Nullable LedgerEntry entry, @Nullable Delivered delivery) {
        return delivery == null || (entry != null && entry.recordedAt().isAfter(delivery.place().at()));
    }
}
