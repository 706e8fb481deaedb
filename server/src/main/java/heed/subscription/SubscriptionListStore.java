package heed.subscription;

import heed.database.SqlTime;
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

/// Reads subscriptions for lists. Indexes narrow down to a state; whether one has expired or lapsed is asked of the rules,
/// row by row.
@Repository
public class SubscriptionListStore implements ProfileSubscriptions {

    private static final int OFFERED = 100;

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
    public record Subscriber(int id, String profile, String state, @Nullable Instant since, @Nullable Instant until,
            String source) {}

    /// Which subscriptions are listed; null leaves a field open.
    ///
    /// @param status only those that are so now
    /// @param endsBefore only those that end by themselves, and before then
    /// @param profileIds only those of these profiles
    public record Filter(@Nullable SubscriptionStatus status, @Nullable Instant endsBefore,
            @Nullable Collection<Integer> profileIds) {}

    /// At most `most` subscriptions of profiles with an id above `after`, by id.
    public List<Subscriber> list(int serviceId, Filter filter, long after, int most) {
        SubscriptionStatus status = filter.status();
        List<Subscriber> found = new ArrayList<>();
        long last = after;
        while (found.size() < most) {
            List<Subscriber> rows = page(serviceId, filter, last, most);
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

    @Override
    public List<Offered> offered() {
        // Expects services_name.
        return List.copyOf(jdbc.sql("""
                select name, label, double_opt_in from services where deleted_at is null order by name limit :most
                """).param("most", OFFERED)
                .query((row, _) -> new Offered(row.getString("name"), row.getString("label"),
                        row.getBoolean("double_opt_in")))
                .list());
    }

    /// Since when a subscription is in that state; null where it is in none.
    static @Nullable Instant shownSince(SubscriptionState state, SubscriptionStatus status) {
        return status == SubscriptionStatus.NONE ? null : state.since();
    }

    /// When a subscription in that state ends or ended; null where its end is no such moment.
    static @Nullable Instant shownUntil(SubscriptionState state, SubscriptionStatus status) {
        return switch (status) {
            case ACTIVE, EXPIRED -> state.until();
            case NONE, PENDING, ENDED -> null;
        };
    }

    private List<Subscriber> page(int serviceId, Filter filter, long after, int most) {
        Instant now = clock.instant();
        Map<String, @Nullable Object> params = new HashMap<>();
        StringBuilder where = new StringBuilder();
        if (filter.status() != null) {
            where.append(stored(filter.status(), params));
        }
        if (filter.endsBefore() != null) {
            where.append(" and s.until_at > :now and s.until_at < :ends");
            params.put("ends", SqlTime.of(filter.endsBefore()));
        }
        if (filter.profileIds() != null) {
            where.append(" and s.profile_id = any(cast(:profiles as int[]))");
            params.put("profiles", filter.profileIds().toArray(Integer[]::new));
        }
        params.put("now", SqlTime.of(now));
        // Expects the primary key or subscriptions_state, in order; subscriptions_until where few rows fit its range.
        return List.copyOf(jdbc.sql("""
                select s.*, p.key from subscriptions s join profiles p on p.id = s.profile_id
                where s.service_id = :service and s.profile_id > :after""" + where
                + " order by s.profile_id limit :most").param("service", serviceId).param("after", after)
                .param("most", most).params(params).query((row, _) -> subscriber(row, now)).list());
    }

    /// Where rows of that state are; the rules have the last word on each.
    private static String stored(SubscriptionStatus status, Map<String, @Nullable Object> params) {
        SubscriptionStatus kept = switch (status) {
            case NONE, PENDING -> SubscriptionStatus.PENDING;
            case ACTIVE, EXPIRED -> SubscriptionStatus.ACTIVE;
            case ENDED -> SubscriptionStatus.ENDED;
        };
        params.put("state", kept.number());
        return " and s.state = :state" + switch (status) {
            case PENDING, ACTIVE -> " and (s.until_at is null or s.until_at > :now)";
            case NONE, EXPIRED -> " and s.until_at <= :now";
            case ENDED -> "";
        };
    }

    private static Subscriber subscriber(ResultSet row, Instant now) throws SQLException {
        SubscriptionState state = SubscriptionStore.stored(row).state();
        SubscriptionStatus status = state.at(now);
        return new Subscriber(row.getInt("profile_id"), row.getString("key"), status.code(),
                shownSince(state, status), shownUntil(state, status),
                row.getString("source"));
    }

    private static Subscribed subscribed(ResultSet row, Instant now) throws SQLException {
        SubscriptionState state = SubscriptionStore.stored(row).state();
        SubscriptionStatus status = state.at(now);
        return new Subscribed(row.getString("name"), status.code(),
                shownSince(state, status), shownUntil(state, status),
                row.getString("source"));
    }
}
