package heed.subscription.growth;

import heed.rules.SubscriptionStatus;
import heed.rules.subscription.SubscriptionEvent;
import heed.rules.subscription.SubscriptionStay;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// By how much the counts of days move: the stays of subscriptions, added and taken away. For one thread.
public final class DayCounts {

    private final Duration confirmWithin;
    private final Map<Place, Moved> counts = new HashMap<>();

    /// @param confirmWithin how long a request may be confirmed
    public DayCounts(Duration confirmWithin) {
        this.confirmWithin = confirmWithin;
    }

    /// Where something is counted.
    record Place(int serviceId, SubscriptionStatus status, LocalDate day) {}

    /// A count that moves.
    record Row(Place place, int entered, int gone) {}

    private static final class Moved {
        private int entered;
        private int gone;
    }

    /// A subscription has other events than before.
    public void replace(int serviceId, Collection<SubscriptionEvent> before, Collection<SubscriptionEvent> after) {
        count(serviceId, before, -1);
        add(serviceId, after);
    }

    /// A subscription that was not counted before.
    public void add(int serviceId, Collection<SubscriptionEvent> events) {
        count(serviceId, events, 1);
    }

    /// What moves; nothing that comes to naught.
    List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        counts.forEach((place, moved) -> {
            if (moved.entered != 0 || moved.gone != 0) {
                rows.add(new Row(place, moved.entered, moved.gone));
            }
        });
        return rows;
    }

    private void count(int serviceId, Collection<SubscriptionEvent> events, int by) {
        for (SubscriptionStay stay : SubscriptionStay.of(events, confirmWithin)) {
            at(serviceId, stay.status(), stay.from()).entered += by;
            Instant to = stay.to();
            if (to != null) {
                at(serviceId, stay.status(), to).gone += by;
            }
        }
    }

    private Moved at(int serviceId, SubscriptionStatus status, Instant moment) {
        return counts.computeIfAbsent(new Place(serviceId, status, LocalDate.ofInstant(moment, ZoneOffset.UTC)),
                _ -> new Moved());
    }
}
