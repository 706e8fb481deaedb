package heed.profile.data;

import heed.database.SqlTime;
import heed.quarantine.Address;
import heed.rules.Channel;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The data of one profile at a time.
@Component
class ProfileStore {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    ProfileStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /// Locks the profile of exactly this key, whether deleted or merged, and reads it.
    Optional<StoredProfile> lock(String key) {
        // Expects profiles_key_key and profiles_pkey.
        Optional<StoredProfile> bare = jdbc.sql("""
                select p.*, m.key as into_key from profiles p left join profiles m on m.id = p.merged_into
                where p.key = :key for no key update of p
                """).param("key", key).query((row, _) -> bare(row)).optional();
        return bare.map(this::withAddresses);
    }

    /// Writes data; addresses that stay where they are keep their transaction.
    void write(int id, ProfileBody body, Map<Address, Integer> ids, boolean deleted, long seq, Instant now) {
        // Expects profiles_pkey.
        jdbc.sql("""
                update profiles set attributes = cast(:attributes as jsonb), locale = :locale, time_zone = :timeZone,
                    country = :country, unconfirmed = :unconfirmed, changed_seq = :seq, updated_at = :now,
                    deleted_at = case when :deleted then cast(:now as timestamptz) end
                where id = :id
                """).param("id", id).param("attributes", body.attributes().toString()).param("locale", body.locale())
                .param("timeZone", body.timeZone()).param("country", body.country())
                .param("unconfirmed", body.unconfirmed()).param("seq", seq).param("now", SqlTime.of(now))
                .param("deleted", deleted).update();
        writeAddresses(id, body, ids);
    }

    /// Makes `id` an alias of `into`; so becomes whatever was an alias of `id`.
    void alias(int id, int into) {
        // Expects profiles_pkey and profiles_merged.
        jdbc.sql("update profiles set merged_into = :into where id = :id or merged_into = :id").param("id", id)
                .param("into", into).update();
    }

    /// The profile does not wait for its double opt-in any more.
    void confirm(int id, long seq, Instant now) {
        // Expects profiles_pkey.
        jdbc.sql("update profiles set unconfirmed = false, changed_seq = :seq, updated_at = :now where id = :id")
                .param("id", id).param("seq", seq).param("now", SqlTime.of(now)).update();
    }

    private void writeAddresses(int id, ProfileBody body, Map<Address, Integer> ids) {
        List<Short> channels = new ArrayList<>();
        List<Short> positions = new ArrayList<>();
        List<Integer> addresses = new ArrayList<>();
        List<String> originals = new ArrayList<>();
        body.addresses().forEach((channel, list) -> {
            for (int i = 0; i < list.size(); i++) {
                GivenAddress given = list.get(i);
                channels.add((short) channel.number());
                positions.add((short) (i + 1));
                addresses.add(ids.get(given.address()));
                // Empty: it is spelled as its canonical form.
                originals.add(given.original().equals(given.address().canonical()) ? "" : given.original());
            }
        });
        // Expects profile_addresses_pkey.
        jdbc.sql("""
                with given as materialized (
                    select channel, position, address_id, nullif(original, '') as original
                    from unnest(cast(:channels as smallint[]), cast(:positions as smallint[]),
                        cast(:addresses as int[]), cast(:originals as text[]))
                        as g (channel, position, address_id, original)
                ), gone as (
                    delete from profile_addresses a where a.profile_id = :id and not exists (
                        select from given g where g.channel = a.channel and g.position = a.position)
                )
                insert into profile_addresses as a (profile_id, channel, position, address_id, original)
                select :id, channel, position, address_id, original from given
                on conflict (profile_id, channel, position) do update set address_id = excluded.address_id,
                    original = excluded.original,
                    tx = case when a.address_id = excluded.address_id then a.tx else excluded.tx end
                where (a.address_id, a.original) is distinct from (excluded.address_id, excluded.original)
                """).param("id", id).param("channels", channels.toArray(Short[]::new))
                .param("positions", positions.toArray(Short[]::new))
                .param("addresses", addresses.toArray(Integer[]::new))
                .param("originals", originals.toArray(String[]::new)).update();
    }

    private StoredProfile bare(ResultSet row) throws SQLException {
        ProfileBody body = new ProfileBody(new EnumMap<>(Channel.class),
                (ObjectNode) json.readTree(row.getString("attributes")), row.getString("locale"),
                row.getString("time_zone"), row.getString("country"), row.getBoolean("unconfirmed"));
        return new StoredProfile(row.getInt("id"), row.getString("key"), body, new EnumMap<>(Channel.class),
                row.getObject("deleted_at") != null, row.getString("into_key"), row.getLong("changed_seq"));
    }

    private StoredProfile withAddresses(StoredProfile profile) {
        // Expects profile_addresses_pkey and addresses_pkey.
        jdbc.sql("""
                select a.channel, a.address_id, coalesce(a.original, t.canonical) as original, t.canonical
                from profile_addresses a join addresses t on t.id = a.address_id
                where a.profile_id = :id order by a.channel, a.position
                """).param("id", profile.id()).query(row -> {
            Channel channel = Channel.ofNumber(row.getInt("channel"));
            profile.body().addresses().computeIfAbsent(channel, _ -> new ArrayList<>()).add(new GivenAddress(
                    new Address(channel, row.getString("canonical")), row.getString("original")));
            profile.addressIds().computeIfAbsent(channel, _ -> new ArrayList<>()).add(row.getInt("address_id"));
        });
        return profile;
    }
}
