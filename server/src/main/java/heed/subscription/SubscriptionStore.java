package heed.subscription;

import heed.database.SqlTime;
import heed.ledger.Source;
import heed.rules.SubscriptionStatus;
import heed.rules.subscription.SubscriptionEvent;
import heed.rules.subscription.SubscriptionEvent.Act;
import heed.rules.subscription.SubscriptionState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The events of subscriptions and the states folded from them, as rows. Folds nothing itself.
@Repository
class SubscriptionStore {

    private final JdbcClient jdbc;

    SubscriptionStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// An event with what the fold does not read.
    record Told(SubscriptionEvent event, String source) {}

    /// A folded state as it is stored.
    ///
    /// @param source of the event it belongs to
    record Stored(SubscriptionKey key, SubscriptionState state, String source) {}

    /// The events of these subscriptions that are not voided; a subscription without any is left out.
    Map<SubscriptionKey, List<Told>> events(Collection<SubscriptionKey> keys) {
        return eventsWith(keys, 0);
    }

    /// The same, and those that one undo voided: what there was before it.
    ///
    /// @param undo the entry of the undo; 0 for none
    Map<SubscriptionKey, List<Told>> eventsWith(Collection<SubscriptionKey> keys, long undo) {
        Map<SubscriptionKey, List<Told>> events = new HashMap<>();
        // Expects the primary keys of both tables.
        jdbc.sql("""
                select e.* from unnest(cast(:services as int[]), cast(:profiles as int[])) as given (service, profile)
                join subscription_events e on e.service_id = given.service and e.profile_id = given.profile
                left join voids v on v.seq = e.seq where v.seq is null or v.voided_by = :undo
                """).params(keys(keys)).param("undo", undo).query(row -> {
            events.computeIfAbsent(key(row), _ -> new ArrayList<>()).add(told(row));
        });
        return events;
    }

    /// The subscriptions, ended ones included, that these profiles ever had.
    List<SubscriptionKey> ofProfiles(Collection<Integer> profileIds) {
        // Expects subscription_events_profile.
        return List.copyOf(jdbc.sql("""
                select distinct service_id, profile_id from subscription_events
                where profile_id = any(cast(:profiles as int[])) order by profile_id, service_id
                """).param("profiles", profileIds.toArray(Integer[]::new)).query((row, _) -> key(row)).list());
    }

    /// The events that one entry recorded on a subscription, voided or not.
    Map<SubscriptionKey, List<Told>> events(long seq, SubscriptionKey key) {
        Map<SubscriptionKey, List<Told>> events = new HashMap<>();
        // Expects the primary key.
        jdbc.sql("""
                select * from subscription_events
                where service_id = :service and profile_id = :profile and seq = :seq
                """).param("service", key.serviceId()).param("profile", key.profileId()).param("seq", seq)
                .query(row -> {
                    events.computeIfAbsent(key, _ -> new ArrayList<>()).add(told(row));
                });
        return events;
    }

    /// Locks a profile, as every change of what hangs on it does.
    void lock(int profileId) {
        // Expects the primary key.
        jdbc.sql("select id from profiles where id = :id for no key update").param("id", profileId).query(_ -> {
        });
    }

    /// Ends subscriptions under one entry.
    void insertEnds(List<SubscriptionKey> keys, List<Instant> moments, Source source, long seq) {
        Map<String, Object> params = new HashMap<>(keys(keys));
        params.put("at", column(moments, Instant::toString, String[]::new));
        params.put("source", source.code());
        params.put("seq", seq);
        jdbc.sql("""
                insert into subscription_events (service_id, profile_id, at, act, source, seq)
                select given.service, given.profile, given.at, 'unsubscribe', :source, :seq
                from unnest(cast(:services as int[]), cast(:profiles as int[]), cast(:at as timestamptz[]))
                    as given (service, profile, at)
                """).params(params).update();
    }

    void insert(List<SubscriptionRow> rows, long[] seqs) {
        Map<String, Object> columns = new HashMap<>();
        columns.put("service", column(rows, row -> row.service().id(), Integer[]::new));
        columns.put("profile", column(rows, SubscriptionRow::profileId, Integer[]::new));
        columns.put("at", column(rows, row -> row.at().toString(), String[]::new));
        columns.put("act", column(rows, row -> row.act().code(), String[]::new));
        columns.put("until", column(rows, row -> text(row.until()), String[]::new));
        columns.put("pending", column(rows, SubscriptionRow::pending, Boolean[]::new));
        columns.put("request", column(rows, row -> row.request() == 0 ? null : row.request(), Long[]::new));
        columns.put("source", column(rows, row -> row.source().code(), String[]::new));
        columns.put("seq", seqs);
        jdbc.sql("""
                insert into subscription_events (service_id, profile_id, at, act, until_at, pending, request, source,
                    seq)
                select * from unnest(cast(:service as int[]), cast(:profile as int[]), cast(:at as timestamptz[]),
                    cast(:act as text[]), cast(:until as timestamptz[]), cast(:pending as boolean[]),
                    cast(:request as bigint[]), cast(:source as text[]), cast(:seq as bigint[]))
                """).params(columns).update();
    }

    /// Writes folded states; one that is `none` has no row.
    void write(List<Stored> states) {
        List<Stored> some = states.stream().filter(s -> s.state().stored() != SubscriptionStatus.NONE).toList();
        List<SubscriptionKey> none = states.stream().filter(s -> s.state().stored() == SubscriptionStatus.NONE)
                .map(Stored::key).toList();
        // Both expect the primary key.
        jdbc.sql("""
                delete from subscriptions s
                using unnest(cast(:services as int[]), cast(:profiles as int[])) as given (service, profile)
                where s.service_id = given.service and s.profile_id = given.profile
                """).params(keys(none)).update();
        jdbc.sql("""
                insert into subscriptions (service_id, profile_id, state, since_at, until_at, source, seq)
                select * from unnest(cast(:service as int[]), cast(:profile as int[]), cast(:state as smallint[]),
                    cast(:since as timestamptz[]), cast(:until as timestamptz[]), cast(:source as text[]),
                    cast(:seq as bigint[]))
                on conflict (service_id, profile_id) do update set state = excluded.state,
                    since_at = excluded.since_at, until_at = excluded.until_at, source = excluded.source,
                    seq = excluded.seq
                """).params(columns(some)).update();
    }

    /// A row of `subscriptions`, without what could still be confirmed.
    static Stored stored(ResultSet row) throws SQLException {
        SubscriptionState state = new SubscriptionState(SubscriptionStatus.ofNumber(row.getInt("state")),
                SqlTime.readOrNull(row, "since_at"), SqlTime.readOrNull(row, "until_at"), row.getLong("seq"),
                List.of());
        return new Stored(key(row), state, row.getString("source"));
    }

    private static Told told(ResultSet row) throws SQLException {
        return new Told(new SubscriptionEvent(SqlTime.read(row, "at"), Act.ofCode(row.getString("act")).orElseThrow(),
                row.getBoolean("pending"), SqlTime.readOrNull(row, "until_at"), row.getLong("request"),
                row.getLong("seq")), row.getString("source"));
    }

    private static SubscriptionKey key(ResultSet row) throws SQLException {
        return new SubscriptionKey(row.getInt("service_id"), row.getInt("profile_id"));
    }

    private static Map<String, Object> keys(Collection<SubscriptionKey> keys) {
        List<SubscriptionKey> list = List.copyOf(keys);
        return Map.of("services", column(list, SubscriptionKey::serviceId, Integer[]::new), "profiles",
                column(list, SubscriptionKey::profileId, Integer[]::new));
    }

    private static Map<String, Object> columns(List<Stored> states) {
        Map<String, Object> columns = new HashMap<>();
        columns.put("service", column(states, s -> s.key().serviceId(), Integer[]::new));
        columns.put("profile", column(states, s -> s.key().profileId(), Integer[]::new));
        columns.put("state", column(states, s -> s.state().stored().number(), Integer[]::new));
        columns.put("since", column(states, s -> text(s.state().since()), String[]::new));
        columns.put("until", column(states, s -> text(s.state().until()), String[]::new));
        columns.put("source", column(states, Stored::source, String[]::new));
        columns.put("seq", column(states, s -> s.state().seq(), Long[]::new));
        return columns;
    }

    private static <T, C> Object column(List<T> rows, Function<T, @Nullable C> value,
            IntFunction<@Nullable C[]> array) {
        return rows.stream().map(value).toArray(array);
    }

    private static @Nullable String text(@Nullable Instant at) {
        return at == null ? null : at.toString();
    }
}
