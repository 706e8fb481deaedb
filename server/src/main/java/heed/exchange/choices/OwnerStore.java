package heed.exchange.choices;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Who uses which address.
@Repository
class OwnerStore {

    private final JdbcClient jdbc;

    OwnerStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// The profiles that use these addresses, in order of id; addresses that nobody uses are left out.
    Map<Integer, List<Integer>> owners(Collection<Integer> addressIds) {
        Map<Integer, List<Integer>> owners = new HashMap<>();
        // Expects profile_addresses_address.
        jdbc.sql("""
                select distinct address_id, profile_id from profile_addresses
                where address_id = any(cast(:ids as int[])) order by profile_id
                """).param("ids", addressIds.toArray(Integer[]::new)).query(row -> {
            owners.computeIfAbsent(row.getInt(1), _ -> new ArrayList<>()).add(row.getInt(2));
        });
        return owners;
    }
}
