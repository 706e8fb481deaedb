package heed.profile.search;

import heed.database.PrefixRange;
import heed.quarantine.Address;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Finds the ids of living profiles, in order, page by page.
@Component
class ProfileSearchStore {

    private final JdbcClient jdbc;

    ProfileSearchStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// All of them.
    List<Integer> all(long after, int limit) {
        // Expects profiles_pkey.
        return ids("""
                select id from profiles where id > :after and deleted_at is null order by id limit :limit
                """, Map.of(), after, limit);
    }

    /// Those that use any of these addresses.
    List<Integer> using(Collection<Address> addresses, long after, int limit) {
        // Expects the unique index on (channel, canonical) and profile_addresses_address.
        return ids("""
                select distinct u.profile_id as id
                from unnest(cast(:channels as smallint[]), cast(:texts as text[])) as given (channel, canonical)
                join addresses a on a.channel = given.channel and a.canonical = given.canonical collate "C"
                join profile_addresses u on u.address_id = a.id
                where u.profile_id > :after order by 1 limit :limit
                """, Map.of("channels", addresses.stream().map(a -> (short) a.channel().number()).toArray(Short[]::new),
                "texts", addresses.stream().map(Address::canonical).toArray(String[]::new)), after, limit);
    }

    /// Those whose key or one of whose addresses begins with the text, and those that use one of these addresses.
    ///
    /// @param address the text as an address would be spelled
    /// @param exact what the text is as a whole address
    List<Integer> beginning(String key, String address, Collection<Address> exact, long after, int limit) {
        Set<Integer> found = new TreeSet<>(beginning(key, address, after, limit));
        if (!exact.isEmpty()) {
            found.addAll(using(exact, after, limit));
        }
        return found.stream().limit(limit).toList();
    }

    private List<Integer> beginning(String key, String address, long after, int limit) {
        Map<String, @Nullable Object> params = new HashMap<>();
        PrefixRange keys = PrefixRange.of(key);
        PrefixRange addresses = PrefixRange.of(address);
        params.put("key", keys.from());
        params.put("keyEnd", keys.to());
        params.put("address", addresses.from());
        params.put("addressEnd", addresses.to());
        // Expects ranges of profiles_key_key and, for each channel, of the unique index on (channel, canonical);
        // or, for a prefix that most share, the primary keys in order.
        return ids("""
                (select id from profiles
                 where key >= :key and (cast(:keyEnd as text) is null or key < cast(:keyEnd as text) collate "C")
                     and id > :after and deleted_at is null order by id limit :limit)
                union
                (select distinct u.profile_id from addresses a join profile_addresses u on u.address_id = a.id
                 where a.channel between 1 and 7 and a.canonical >= :address
                     and (cast(:addressEnd as text) is null or a.canonical < cast(:addressEnd as text) collate "C")
                     and u.profile_id > :after order by 1 limit :limit)
                order by 1 limit :limit
                """, params, after, limit);
    }

    private List<Integer> ids(String sql, Map<String, ?> params, long after, int limit) {
        return List.copyOf(jdbc.sql(sql).params(params).param("after", after).param("limit", limit)
                .query(Integer.class).list());
    }
}
