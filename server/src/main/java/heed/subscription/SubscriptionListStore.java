package heed.subscription;

import heed.profile.ProfileSubscriptions;
import heed.rules.SubscriptionStatus;
import heed.rules.subscription.SubscriptionState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Reads subscriptions for lists. Whether one has expired or lapsed is asked of the rules, row by row.
@Repository
class SubscriptionListStore implements ProfileSubscriptions {

    private final JdbcClient jdbc;
    private final Clock clock;

    SubscriptionListStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// A subscription in the list of a service.
    ///
    /// @param id of the profile: the list's order
    /// @param profile its key
    record Subscriber(int id, String profile, String state, @Nullable Instant since, @Nullable Instant until,
            String source) {}

    /// At most `most` subscriptions of profiles with an id above `after`, by id.
    ///
    /// @param status only those that are so now, or null
    List<Subscriber> list(int serviceId, @Nullable SubscriptionStatus status, long after, int most) {
        List<Subscriber> found = new ArrayList<>();
        long last = after;
        while (found.size() < most) {
            List<Subscriber> rows = page(serviceId, last, most);
            rows.stream().filter(row -> status == null || row.state().equals(status.code()))
                    .limit(most - found.size()).forEach(found::add);
            if (rows.size() < most) {
                break;
            }
            last = rows.getLast().id();
        }
        return found;
    }

    @Override
    public Map<Integer, List<Subscribed>> of(Collection<Integer> profileIds) {
        Map<Integer, List<Subscribed>> found = new HashMap<>();
        Instant now = clock.instant();
        // Expects subscriptions_profile.
        jdbc.sql("""
                select s.*, v.name from subscriptions s join services v on v.id = s.service_id
                where s.profile_id = any(cast(:profiles as int[])) and v.deleted_at is null order by v.name
                """).param("profiles", profileIds.toArray(Integer[]::new)).query(row -> {
            found.computeIfAbsent(row.getInt("profile_id"), _ -> new ArrayList<>()).add(subscribed(row, now));
        });
        return found;
    }

    /// When a subscription in that state ends or ended; null where its end is no such moment.
    static @Nullable Instant shownUntil(SubscriptionState state, SubscriptionStatus status) {
        return switch (status) {
            case ACTIVE, EXPIRED -> state.until();
            case NONE, PENDING, ENDED -> null;
        };
    }

    private List<Subscriber> page(int serviceId, long after, int most) {
        Instant now = clock.instant();
        // Expects the primary key, in order.
        return List.copyOf(jdbc.sql("""
                select s.*, p.key from subscriptions s join profiles p on p.id = s.profile_id
                where s.service_id = :service and s.profile_id > :after order by s.profile_id limit :most
                """).param("service", serviceId).param("after", after).param("most", most)
                .query((row, _) -> subscriber(row, now)).list());
    }

    private static Subscriber subscriber(ResultSet row, Instant now) throws SQLException {
        SubscriptionState state = SubscriptionStore.stored(row).state();
        SubscriptionStatus status = state.at(now);
        return new Subscriber(row.getInt("profile_id"), row.getString("key"), status.code(),
                status == SubscriptionStatus.NONE ? null : state.since(), shownUntil(state, status),
                row.getString("source"));
    }

    private static Subscribed subscribed(ResultSet row, Instant now) throws SQLException {
        SubscriptionState state = SubscriptionStore.stored(row).state();
        SubscriptionStatus status = state.at(now);
        return new Subscribed(row.getString("name"), status.code(),
                status == SubscriptionStatus.NONE ? null : state.since(), shownUntil(state, status),
                row.getString("source"));
    }
}
