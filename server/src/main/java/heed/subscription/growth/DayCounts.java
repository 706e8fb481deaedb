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

/// By how much counts move: the stays of subscriptions, added and taken away, each in its quarter of an hour. For one
/// thread.
public final class DayCounts {

    private static final int QUARTER_SECONDS = 15 * 60;

    private final Duration confirmWithin;
    private final Map<Place, Moved> counts = new HashMap<>();

    /// @param confirmWithin how long a request may be confirmed
    public DayCounts(Duration confirmWithin) {
        this.confirmWithin = confirmWithin;
    }

    /// Where something is counted.
    ///
    /// @param quarter the beginning of a quarter of an hour
    record Place(int serviceId, SubscriptionStatus status, Instant quarter) {

        /// Of UTC.
        LocalDate day() {
            return LocalDate.ofInstant(quarter, ZoneOffset.UTC);
        }
    }

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
        long second = moment.getEpochSecond();
        Instant quarter = Instant.ofEpochSecond(second - Math.floorMod(second, QUARTER_SECONDS));
        return counts.computeIfAbsent(new Place(serviceId, status, quarter), _ -> new Moved());
    }
}
