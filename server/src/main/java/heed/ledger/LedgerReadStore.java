package heed.ledger;

import heed.database.SqlTime;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;
import org.roaringbitmap.buffer.ImmutableRoaringBitmap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Reads the ledger, newest first.
@Component
public class LedgerReadStore {

    /// How many batch entries are looked into at a time: each carries a bitmap that may be large.
    private static final int BATCHES_AT_A_TIME = 64;

    private static final String SELECT = """
            select l.*, p.key as profile_key, v.voided_by, w.text as wording from ledger l
            left join profiles p on p.id = l.profile_id left join voids v on v.seq = l.seq
            left join page_wordings w on w.sha256 = l.evidence ->> 'sha256'
            where true""";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    LedgerReadStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /// The entry with that sequence.
    public Optional<LedgerEntry> find(long seq) {
        // Expects the primary key of each month.
        return jdbc.sql(SELECT + " and l.seq = :seq").param("seq", seq).query(this::entry).optional();
    }

    /// The profiles whose history belongs to this key: whom it reaches, and those merged into that one; none where
    /// the key is unknown.
    public Set<Integer> profileIds(String key) {
        // Expects profiles_key_key, profiles_pkey and profiles_merged.
        return Set.copyOf(jdbc.sql("""
                with reached as (select coalesce(merged_into, id) as id from profiles where key = :key)
                select id from reached
                union select p.id from profiles p join reached r on p.merged_into = r.id
                """).param("key", key).query(Integer.class).list());
    }

    /// At most `limit` entries below the sequence `before`, newest first.
    public List<LedgerEntry> page(LedgerFilter filter, long before, int limit) {
        if (filter.profileIds().isEmpty()) {
            // Expects the primary keys of the months, merged backwards.
            return query(filter, "", Map.of(), before, limit);
        }
        // Expects ledger_profile.
        List<LedgerEntry> single = query(filter, " and l.profile_id = any(cast(:profiles as int[]))",
                Map.of("profiles", filter.profileIds().toArray(Integer[]::new)), before, limit);
        long lowest = single.size() < limit ? 0 : single.getLast().seq();
        List<LedgerEntry> batches = batches(filter, before, lowest, limit);
        return Stream.concat(single.stream(), batches.stream())
                .sorted(Comparator.comparingLong(LedgerEntry::seq).reversed()).limit(limit).toList();
    }

    /// At most `limit` entries about these services below the sequence `before`, newest first.
    public List<LedgerEntry> ofServices(Set<Integer> serviceIds, long before, int limit) {
        // Expects ledger_service.
        return List.copyOf(jdbc.sql(SELECT + """
                 and l.service_id = any(cast(:services as int[])) and l.seq < :before
                order by l.seq desc limit :limit
                """).param("services", serviceIds.toArray(Integer[]::new)).param("before", before)
                .param("limit", limit).query(this::entry).list());
    }

    /// The entries of batches that hold one of the profiles, between the two sequences.
    private List<LedgerEntry> batches(LedgerFilter filter, long before, long lowest, int limit) {
        List<LedgerEntry> found = new ArrayList<>();
        long below = before;
        while (found.size() < limit) {
            List<LedgerEntry> candidates = candidates(filter, below, lowest);
            candidates.stream().filter(entry -> holds(entry, filter.profileIds())).forEach(found::add);
            if (candidates.size() < BATCHES_AT_A_TIME) {
                break;
            }
            below = candidates.getLast().seq();
        }
        return found;
    }

    private List<LedgerEntry> candidates(LedgerFilter filter, long below, long lowest) {
        // Expects ledger_profile_batch, backwards from `below`; the bounds spare most bitmaps.
        return query(filter, """
                 and l.profile_ids is not null and l.seq > :lowest
                and exists (select from unnest(cast(:profiles as int[])) as wanted (id)
                    where wanted.id between l.profile_lo and l.profile_hi)
                """, Map.of("lowest", lowest, "profiles", filter.profileIds().toArray(Integer[]::new)), below,
                BATCHES_AT_A_TIME);
    }

    private static boolean holds(LedgerEntry entry, Set<Integer> profileIds) {
        RoaringBitmap ids = entry.touched().profileIds();
        return ids != null && profileIds.stream().anyMatch(ids::contains);
    }

    private List<LedgerEntry> query(LedgerFilter filter, String where, Map<String, Object> more, long before,
            int limit) {
        Map<String, @Nullable Object> params = new HashMap<>(more);
        String sql = SELECT + where + conditions(filter, params)
                + " and l.seq < :before order by l.seq desc limit :limit";
        params.put("before", before);
        params.put("limit", limit);
        return List.copyOf(jdbc.sql(sql).params(params).query(this::entry).list());
    }

    private static String conditions(LedgerFilter filter, Map<String, @Nullable Object> params) {
        StringBuilder sql = new StringBuilder();
        condition(sql, params, " and l.actor = :actor", "actor", filter.actor());
        condition(sql, params, " and l.source = :source", "source",
                Optional.ofNullable(filter.source()).map(Source::code).orElse(null));
        condition(sql, params, " and l.kind = :kind", "kind",
                Optional.ofNullable(filter.kind()).map(Kind::code).orElse(null));
        condition(sql, params, " and l.at >= :from", "from", SqlTime.of(filter.from()));
        condition(sql, params, " and l.at < :to", "to", SqlTime.of(filter.to()));
        return sql.toString();
    }

    private static void condition(StringBuilder sql, Map<String, @Nullable Object> params, String condition,
            String name, @Nullable Object value) {
        if (value != null) {
            sql.append(condition);
            params.put(name, value);
        }
    }

    private LedgerEntry entry(ResultSet row, int number) throws SQLException {
        return new LedgerEntry(row.getLong("seq"), SqlTime.read(row, "at"), SqlTime.read(row, "recorded_at"),
                row.getString("actor"), Source.ofCode(row.getString("source")).orElseThrow(),
                Kind.ofCode(row.getString("kind")).orElseThrow(), touched(row), row.getString("profile_key"),
                object(row.getString("change")), evidence(row), row.getObject("voids", Long.class),
                row.getObject("voided_by", Long.class));
    }

    /// The proof, with the words that its hash stands for: it is whole wherever it is read or exported.
    private ObjectNode evidence(ResultSet row) throws SQLException {
        ObjectNode evidence = object(row.getString("evidence"));
        String wording = row.getString("wording");
        if (wording != null && !evidence.has(WordingStore.TEXT)) {
            evidence.put(WordingStore.TEXT, wording);
        }
        return evidence;
    }

    private static Touched touched(ResultSet row) throws SQLException {
        return new Touched(row.getObject("profile_id", Integer.class), row.getObject("address_id", Integer.class),
                row.getObject("service_id", Integer.class), row.getObject("import_id", Long.class),
                bitmap(row.getBytes("profile_ids")), bitmap(row.getBytes("address_ids")));
    }

    private ObjectNode object(String text) {
        return (ObjectNode) json.readTree(text);
    }

    private static @Nullable RoaringBitmap bitmap(byte @Nullable [] bytes) {
        return bytes == null ? null : new ImmutableRoaringBitmap(ByteBuffer.wrap(bytes)).toRoaringBitmap();
    }
}
