package heed.profile.data;

import heed.database.SqlTime;
import heed.profile.OptOutStore;
import heed.profile.OptOutView;
import heed.profile.ProfileSubscriptions;
import heed.profile.ProfileSubscriptions.Subscribed;
import heed.quarantine.AddressEvents;
import heed.rules.AddressStatus;
import heed.rules.Channel;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Puts together what is shown of profiles: a few queries for any number of them.
@Component
public class ProfileViewStore {

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final OptOutStore optOuts;
    private final AddressEvents events;
    private final ProfileSubscriptions subscriptions;

    ProfileViewStore(JdbcClient jdbc, JsonMapper json, OptOutStore optOuts, AddressEvents events,
            ProfileSubscriptions subscriptions) {
        this.jdbc = jdbc;
        this.json = json;
        this.optOuts = optOuts;
        this.events = events;
        this.subscriptions = subscriptions;
    }

    /// The profile, unless it is unknown or deleted.
    @Transactional(readOnly = true)
    public Optional<ProfileView> find(String key) {
        // Expects profiles_key_key.
        Optional<Integer> id = jdbc.sql("select id from profiles where key = :key and deleted_at is null")
                .param("key", key).query(Integer.class).optional();
        return id.flatMap(one -> all(List.of(one)).stream().findFirst());
    }

    /// What tells the data of the profile from any it had or will have; empty for an unknown or deleted one. Asked before
    /// the data itself: a change between the two is then noticed, never overwritten.
    public Optional<Long> version(String key) {
        // Expects profiles_key_key.
        return jdbc.sql("select changed_seq from profiles where key = :key and deleted_at is null").param("key", key)
                .query(Long.class).optional();
    }

    /// The addresses of a profile, channel by channel, in their order.
    public List<UsedAddress> addresses(int profileId) {
        return used(List.of(profileId)).getOrDefault(profileId, List.of());
    }

    /// These profiles, in the order of their ids; deleted ones are left out.
    @Transactional(readOnly = true)
    public List<ProfileView> all(Collection<Integer> ids) {
        Map<Integer, List<UsedAddress>> used = used(ids);
        Map<Integer, OptOutView> switches = optOuts.views(ids);
        Map<Integer, List<Subscribed>> subscribed = subscriptions.of(ids);
        // Expects profiles_pkey.
        return List.copyOf(jdbc.sql("""
                select * from profiles where id = any(cast(:ids as int[])) and deleted_at is null order by id
                """).param("ids", ids.toArray(Integer[]::new)).query((row, _) -> {
            int id = row.getInt("id");
            return view(row, used.getOrDefault(id, List.of()), switches.getOrDefault(id, OptOutView.NONE),
                    subscribed.getOrDefault(id, List.of()));
        }).list());
    }

    private ProfileView view(ResultSet row, List<UsedAddress> used, OptOutView switches, List<Subscribed> subscribed)
            throws SQLException {
        return new ProfileView(row.getString("key"), row.getInt("id"), byChannel(used, UsedAddress::original),
                row.getString("country"), (ObjectNode) json.readTree(row.getString("attributes")),
                row.getString("locale"), row.getString("time_zone"), switches,
                byChannel(used, address -> address.status().code()), subscribed, row.getBoolean("unconfirmed"),
                SqlTime.read(row, "created_at"), SqlTime.read(row, "updated_at"));
    }

    /// One value as text, several as a list: as PUT takes them.
    private static Map<String, Object> byChannel(List<UsedAddress> used, Function<UsedAddress, String> value) {
        Map<String, List<String>> lists = new LinkedHashMap<>();
        used.forEach(one -> lists.computeIfAbsent(one.channel().code(), _ -> new ArrayList<>()).add(value.apply(one)));
        Map<String, Object> shown = new LinkedHashMap<>();
        lists.forEach((channel, list) -> shown.put(channel, list.size() == 1 ? list.getFirst() : list));
        return shown;
    }

    private Map<Integer, List<UsedAddress>> used(Collection<Integer> ids) {
        Map<Integer, List<UsedAddress>> used = new HashMap<>();
        // Expects profile_addresses_pkey, addresses_pkey and address_states_pkey.
        jdbc.sql("""
                select a.profile_id, a.channel, a.address_id, coalesce(a.original, t.canonical) as original,
                    t.canonical, coalesce(s.status, 0) as status
                from profile_addresses a join addresses t on t.id = a.address_id
                left join address_states s on s.address_id = a.address_id
                where a.profile_id = any(cast(:ids as int[])) order by a.profile_id, a.channel, a.position
                """).param("ids", ids.toArray(Integer[]::new)).query(row -> {
            used.computeIfAbsent(row.getInt("profile_id"), _ -> new ArrayList<>()).add(used(row));
        });
        used.replaceAll((_, list) -> faded(list));
        return used;
    }

    private static UsedAddress used(ResultSet row) throws SQLException {
        return new UsedAddress(Channel.ofNumber(row.getInt("channel")), row.getInt("address_id"),
                row.getString("original"), row.getString("canonical"),
                AddressStatus.ofNumber(row.getInt("status")));
    }

    /// Errors fade with time (semantics §2); what is stored stands at the address's last event.
    private List<UsedAddress> faded(List<UsedAddress> list) {
        List<Integer> erroneous = list.stream().filter(used -> used.status() == AddressStatus.ERRONEOUS)
                .map(UsedAddress::addressId).toList();
        if (erroneous.isEmpty()) {
            return list;
        }
        var states = events.states(erroneous);
        return list.stream().map(used -> {
            var state = states.get(used.addressId());
            return state == null
                    ? used
                    : new UsedAddress(used.channel(), used.addressId(), used.original(), used.canonical(),
                            state.status());
        }).toList();
    }
}
