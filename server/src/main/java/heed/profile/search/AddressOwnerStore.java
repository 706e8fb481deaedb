package heed.profile.search;

import heed.rules.AddressStatus;
import heed.rules.Channel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Finds who can be contacted at addresses that others use too.
@Component
class AddressOwnerStore {

    /// Of an address that more people use, the first so many are looked at: it is nobody's own any more, and to look at all
    /// of them would take as long as there are people.
    private static final int MOST_LOOKED_AT = 10_000;

    private final JdbcClient jdbc;

    AddressOwnerStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Who can be contacted at an address.
    ///
    /// @param address as this profile spells it
    record Owner(int id, String key, String address) {

        /// Masked: no log holds an address.
        @Override
        public String toString() {
            return "Owner[" + id + "]";
        }
    }

    /// Those with a higher id than `above` who have not opted out and whose first address it is, by address, in the order
    /// of their ids, at most so many of each; none at an address that must not be used.
    Map<Integer, List<Owner>> contactable(Channel channel, Collection<Integer> addressIds, int above, int limit) {
        Map<Integer, List<Owner>> found = new HashMap<>();
        // Expects addresses_pkey and address_states_pkey, then profile_addresses_address in order as far as the limits
        // allow; for each of them profiles_pkey and opt_outs_pkey.
        jdbc.sql("""
                select a.id as address_id, u.profile_id, u.key, coalesce(u.original, a.canonical) as address
                from unnest(cast(:addresses as int[])) as y (id) join addresses a on a.id = y.id
                cross join lateral (
                    select w.profile_id, q.key, w.original
                    from (select profile_id, position, original from profile_addresses
                          where address_id = a.id and profile_id > :above order by profile_id limit :looked) w
                    join profiles q on q.id = w.profile_id and q.deleted_at is null and not q.unconfirmed
                    where w.position = 1 and not exists (select from opt_outs n
                        where n.profile_id = w.profile_id and n.switch in (0, :channel))
                    order by w.profile_id limit :limit) u
                where not exists (select from address_states s where s.address_id = a.id and s.status >= :excluding)
                order by a.id, u.profile_id
                """).param("addresses", addressIds.toArray(Integer[]::new)).param("above", above)
                .param("looked", MOST_LOOKED_AT).param("channel", channel.number()).param("limit", limit)
                .param("excluding", AddressStatus.QUARANTINED.number()).query(row -> {
                    found.computeIfAbsent(row.getInt("address_id"), _ -> new ArrayList<>())
                            .add(new Owner(row.getInt("profile_id"), row.getString("key"), row.getString("address")));
                });
        return found;
    }
}
