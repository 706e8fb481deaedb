package heed.profile;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// From keys to profiles, and their locks. The key of a merged profile reaches the one it was merged into.
///
/// Every change of a profile, its choices or what hangs on it locks the profile first, several in the order of their
/// ids; hand-off looks at them with a share lock. So an opt-out is either seen by a hand-off or waits for it.
@Component
public class ProfileKeyStore {

    /// Finds whom keys reach; merging keeps aliases one step long.
    public static final String REACHED = """
            select p.key as asked, t.id, t.key, t.deleted_at is not null as deleted, t.unconfirmed,
                p.id <> t.id as alias, t.merged_into is not null as moved
            from profiles p join profiles t on t.id = coalesce(p.merged_into, p.id)
            """;

    private final JdbcClient jdbc;

    ProfileKeyStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Whom this key reaches, deleted ones included.
    public Optional<ProfileRef> find(String key) {
        return Optional.ofNullable(findAll(Set.of(key)).get(key));
    }

    /// Whom the profile of this id reaches, deleted ones included.
    public Optional<ProfileRef> find(int id) {
        // Expects profiles_pkey.
        return byId(REACHED + " where p.id = :id", id);
    }

    /// The language and region a profile was given, `fr-CA`; empty for none.
    public Optional<String> locale(int id) {
        // Expects profiles_pkey.
        return jdbc.sql("select locale from profiles where id = :id and locale is not null").param("id", id)
                .query(String.class).optional();
    }

    /// Whom these keys reach, by the key asked for; unknown ones are left out.
    public Map<String, ProfileRef> findAll(Collection<String> keys) {
        // Expects profiles_key_key and profiles_pkey.
        return byKey(REACHED + " where p.key = any(cast(:keys as text[]))", keys);
    }

    /// As [#find], locked until the end of the transaction.
    public Optional<ProfileRef> lock(String key) {
        return Optional.ofNullable(lockAll(Set.of(key)).get(key));
    }

    /// As [#findAll], locked until the end of the transaction, in the order of their ids.
    public Map<String, ProfileRef> lockAll(Collection<String> keys) {
        // Expects profiles_key_key and profiles_pkey.
        String sql = REACHED + " where p.key = any(cast(:keys as text[])) order by t.id for no key update of t";
        Map<String, ProfileRef> locked = byKey(sql, keys);
        // One that was merged while we waited for its lock: now its key reaches somebody else.
        while (locked.values().stream().anyMatch(ProfileRef::moved)) {
            locked = byKey(sql, keys);
        }
        return locked;
    }

    /// Whom the profile with this id reaches, deleted ones included: itself, or the one it was merged into. Locked until
    /// the end of the transaction.
    public Optional<ProfileRef> lockReached(int id) {
        // Expects profiles_pkey.
        String sql = REACHED + " where p.id = :id for no key update of t";
        Optional<ProfileRef> locked = byId(sql, id);
        // One that was merged while we waited for its lock: now its id reaches somebody else.
        while (locked.filter(ProfileRef::moved).isPresent()) {
            locked = byId(sql, id);
        }
        return locked;
    }

    /// Locks these profiles themselves, merged or not, until the end of the transaction, in the order of their ids.
    public void lockIds(Collection<Integer> ids) {
        // Expects profiles_pkey.
        jdbc.sql("select id from profiles where id = any(cast(:ids as int[])) order by id for no key update")
                .param("ids", ids.toArray(Integer[]::new)).query(_ -> {
                });
    }

    /// Creates profiles without addresses for those of these keys that have none, ids in the order given, and returns
    /// the new ids. What is known already draws no id.
    ///
    /// @param seq the ledger entry that names the new ones
    RoaringBitmap create(List<String> keys, boolean unconfirmed, long seq) {
        RoaringBitmap created = new RoaringBitmap();
        // Expects profiles_key_key. The conflict is another transaction that was faster; only then an id is lost. Ids
        // are drawn in the order given, but rows come in the order of their keys: two that make the same keys wait
        // for each other, and never in a circle.
        jdbc.sql("""
                with missing as materialized (
                    select given.key from unnest(cast(:keys as text[])) with ordinality as given (key, place)
                    where not exists (select from profiles p where p.key = given.key collate "C")
                    order by given.place
                ), numbered as materialized (select nextval('profile_ids') as id, key from missing)
                insert into profiles (id, key, unconfirmed, changed_seq)
                select id, key, :unconfirmed, :seq from numbered order by key collate "C"
                on conflict (key) do nothing
                returning id
                """).param("keys", keys.toArray(String[]::new)).param("unconfirmed", unconfirmed).param("seq", seq)
                .query(row -> {
                    created.add(row.getInt("id"));
                });
        return created;
    }

    /// Creates one; false when its key is known. Its data and the entry that names it follow in the same transaction.
    public boolean create(String key, boolean unconfirmed) {
        return !create(List.of(key), unconfirmed, 0).isEmpty();
    }

    private Optional<ProfileRef> byId(String sql, int id) {
        return jdbc.sql(sql).param("id", id).query((row, _) -> ref(row)).optional();
    }

    private Map<String, ProfileRef> byKey(String sql, Collection<String> keys) {
        Map<String, ProfileRef> found = new HashMap<>();
        jdbc.sql(sql).param("keys", keys.toArray(String[]::new))
                .query(row -> {
                    found.put(row.getString("asked"), ref(row));
                });
        return found;
    }

    /// A row of [#REACHED].
    public static ProfileRef ref(ResultSet row) throws SQLException {
        return new ProfileRef(row.getInt("id"), row.getString("key"), row.getBoolean("deleted"),
                row.getBoolean("unconfirmed"), row.getBoolean("alias"), row.getBoolean("moved"));
    }
}
