package heed.profile.data;

import heed.database.SqlTime;
import heed.profile.OptOutStore;
import heed.profile.OptOutView;
import heed.profile.data.ProfileView.SubscriptionView;
import heed.quarantine.AddressEvents;
import heed.rules.AddressStatus;
import heed.rules.Channel;
import heed.rules.SubscriptionStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Puts together what is shown of profiles: four queries for any number of them.
@Component
public class ProfileViewStore {

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final OptOutStore optOuts;
    private final AddressEvents events;
    private final Clock clock;

    ProfileViewStore(JdbcClient jdbc, JsonMapper json, OptOutStore optOuts, AddressEvents events, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.optOuts = optOuts;
        this.events = events;
        this.clock = clock;
    }

    /// An address of a profile.
    private record Used(String channel, int addressId, String original, AddressStatus status) {}

    /// The profile, unless it is unknown or deleted.
    @Transactional(readOnly = true)
    public Optional<ProfileView> find(String key) {
        // Expects profiles_key_key.
        Optional<Integer> id = jdbc.sql("select id from profiles where key = :key and deleted_at is null")
                .param("key", key).query(Integer.class).optional();
        return id.flatMap(one -> all(List.of(one)).stream().findFirst());
    }

    /// These profiles, in the order of their ids; deleted ones are left out.
    @Transactional(readOnly = true)
    public List<ProfileView> all(Collection<Integer> ids) {
        Map<Integer, List<Used>> used = used(ids);
        Map<Integer, OptOutView> switches = optOuts.views(ids);
        Map<Integer, List<SubscriptionView>> subscriptions = subscriptions(ids);
        // Expects profiles_pkey.
        return List.copyOf(jdbc.sql("""
                select * from profiles where id = any(cast(:ids as int[])) and deleted_at is null order by id
                """).param("ids", ids.toArray(Integer[]::new)).query((row, _) -> {
            int id = row.getInt("id");
            return view(row, used.getOrDefault(id, List.of()), switches.getOrDefault(id, OptOutView.NONE),
                    subscriptions.getOrDefault(id, List.of()));
        }).list());
    }

    private ProfileView view(ResultSet row, List<Used> used, OptOutView switches, List<SubscriptionView> subscriptions)
            throws SQLException {
        return new ProfileView(row.getString("key"), row.getInt("id"), byChannel(used, Used::original),
                row.getString("country"), (ObjectNode) json.readTree(row.getString("attributes")),
                row.getString("locale"), row.getString("time_zone"), switches,
                byChannel(used, address -> address.status().code()), subscriptions, row.getBoolean("unconfirmed"),
                SqlTime.read(row, "created_at"), SqlTime.read(row, "updated_at"));
    }

    /// One value as text, several as a list: as PUT takes them.
    private static Map<String, Object> byChannel(List<Used> used, Function<Used, String> value) {
        Map<String, List<String>> lists = new LinkedHashMap<>();
        used.forEach(one -> lists.computeIfAbsent(one.channel(), _ -> new ArrayList<>()).add(value.apply(one)));
        Map<String, Object> shown = new LinkedHashMap<>();
        lists.forEach((channel, list) -> shown.put(channel, list.size() == 1 ? list.getFirst() : list));
        return shown;
    }

    private Map<Integer, List<Used>> used(Collection<Integer> ids) {
        Map<Integer, List<Used>> used = new HashMap<>();
        // Expects profile_addresses_pkey, addresses_pkey and address_states_pkey.
        jdbc.sql("""
                select a.profile_id, a.channel, a.address_id, coalesce(a.original, t.canonical) as original,
                    coalesce(s.status, 0) as status
                from profile_addresses a join addresses t on t.id = a.address_id
                left join address_states s on s.address_id = a.address_id
                where a.profile_id = any(cast(:ids as int[])) order by a.profile_id, a.channel, a.position
                """).param("ids", ids.toArray(Integer[]::new)).query(row -> {
            used.computeIfAbsent(row.getInt("profile_id"), _ -> new ArrayList<>()).add(used(row));
        });
        used.replaceAll((_, list) -> faded(list));
        return used;
    }

    private static Used used(ResultSet row) throws SQLException {
        return new Used(Channel.ofNumber(row.getInt("channel")).code(), row.getInt("address_id"),
                row.getString("original"), AddressStatus.ofNumber(row.getInt("status")));
    }

    /// Errors fade with time (semantics §2); what is stored stands at the address's last event.
    private List<Used> faded(List<Used> list) {
        List<Integer> erroneous = list.stream().filter(used -> used.status() == AddressStatus.ERRONEOUS)
                .map(Used::addressId).toList();
        if (erroneous.isEmpty()) {
            return list;
        }
        var states = events.states(erroneous);
        return list.stream().map(used -> {
            var state = states.get(used.addressId());
            return state == null
                    ? used
                    : new Used(used.channel(), used.addressId(), used.original(), state.status());
        }).toList();
    }

    private Map<Integer, List<SubscriptionView>> subscriptions(Collection<Integer> ids) {
        Instant now = clock.instant();
        Map<Integer, List<SubscriptionView>> found = new HashMap<>();
        // Expects subscriptions_profile and services_pkey.
        jdbc.sql("""
                select u.profile_id, s.name, u.state, u.since_at, u.until_at, u.source
                from subscriptions u join services s on s.id = u.service_id
                where u.profile_id = any(cast(:ids as int[])) and s.deleted_at is null order by u.profile_id, s.name
                """).param("ids", ids.toArray(Integer[]::new)).query(row -> {
            Instant until = SqlTime.readOrNull(row, "until_at");
            SubscriptionStatus status = at(SubscriptionStatus.ofNumber(row.getInt("state")), until, now);
            if (status != SubscriptionStatus.NONE) {
                found.computeIfAbsent(row.getInt("profile_id"), _ -> new ArrayList<>())
                        .add(new SubscriptionView(row.getString("name"), status.code(),
                                SqlTime.read(row, "since_at"), until, row.getString("source")));
            }
        });
        return found;
    }

    /// Expiry is computed, never stored (semantics §3).
    private static SubscriptionStatus at(SubscriptionStatus stored, @Nullable Instant until, Instant now) {
        boolean over = until != null && !now.isBefore(until);
        return switch (stored) {
            case PENDING -> over ? SubscriptionStatus.NONE : stored;
            case ACTIVE -> over ? SubscriptionStatus.EXPIRED : stored;
            case NONE, EXPIRED, ENDED -> stored;
        };
    }
}
