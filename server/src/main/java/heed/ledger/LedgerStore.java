package heed.ledger;

import heed.database.SqlTime;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Appends to the ledger, always in the caller's transaction: an entry stands or falls with what it records.
///
/// Nothing in the ledger is updated or deleted (semantics §8), so nothing here does. Sequences grow with the order
/// of appending within a transaction; between transactions a higher one may become visible first.
@Component
public class LedgerStore {

    /// One entry; returns its `seq`. Bind [#values]. For use inside a `with` of a statement that also writes the effect.
    public static final String INSERT = """
            insert into ledger (at, kind, actor, source, profile_id, address_id, service_id, import_id,
                profile_ids, profile_lo, profile_hi, address_ids, address_lo, address_hi, change, evidence, voids)
            values (:entry_at, :entry_kind, :entry_actor, :entry_source, cast(:entry_profile as int),
                cast(:entry_address as int), cast(:entry_service as int), cast(:entry_import as bigint),
                cast(:entry_profiles as bytea), cast(:entry_profile_lo as int), cast(:entry_profile_hi as int),
                cast(:entry_addresses as bytea), cast(:entry_address_lo as int), cast(:entry_address_hi as int),
                cast(:entry_change as jsonb), cast(:entry_evidence as jsonb), cast(:entry_voids as bigint))
            returning seq""";

    /// As [#INSERT], under a sequence drawn before.
    private static final String INSERT_DRAWN = INSERT.replace("(at,", "(seq, at,")
            .replace("values (", "overriding system value values (:entry_seq, ");

    /// Many entries, in the order given; rows come back in that order.
    private static final String INSERT_MANY = """
            insert into ledger (at, kind, actor, source, profile_id, address_id, service_id, import_id,
                profile_ids, profile_lo, profile_hi, address_ids, address_lo, address_hi, change, evidence, voids)
            select at, kind, actor, source, profile_id, address_id, service_id, import_id, profile_ids, profile_lo,
                profile_hi, address_ids, address_lo, address_hi, change, evidence, voids
            from unnest(cast(:at as timestamptz[]), cast(:kind as text[]), cast(:actor as text[]),
                cast(:source as text[]), cast(:profile as int[]), cast(:address as int[]), cast(:service as int[]),
                cast(:import as bigint[]), cast(:profiles as bytea[]), cast(:profileLo as int[]),
                cast(:profileHi as int[]), cast(:addresses as bytea[]), cast(:addressLo as int[]),
                cast(:addressHi as int[]), cast(:change as jsonb[]), cast(:evidence as jsonb[]),
                cast(:voids as bigint[]))
                with ordinality as e(at, kind, actor, source, profile_id, address_id, service_id, import_id,
                profile_ids, profile_lo, profile_hi, address_ids, address_lo, address_hi, change, evidence, voids, n)
            order by n
            returning seq""";

    private final JdbcClient jdbc;

    LedgerStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Appends one entry and returns its sequence.
    public long append(Entry entry) {
        return jdbc.sql(INSERT).params(values(entry)).query(Long.class).single();
    }

    /// Appends many entries in one statement and returns their sequences in the same order.
    public long[] append(List<Entry> entries) {
        if (entries.isEmpty()) {
            return new long[0];
        }
        List<Long> seqs = List.copyOf(jdbc.sql(INSERT_MANY).params(columns(entries)).query(Long.class).list());
        return seqs.stream().mapToLong(Long::longValue).toArray();
    }

    /// Draws a sequence for an entry that can only be written after its effect is known.
    public long draw() {
        return jdbc.sql("select nextval(pg_get_serial_sequence('ledger', 'seq'))").query(Long.class).single();
    }

    /// Appends an entry under a sequence drawn before.
    public void append(long seq, Entry entry) {
        Map<String, @Nullable Object> values = values(entry);
        values.put("entry_seq", seq);
        jdbc.sql(INSERT_DRAWN).params(values).query(Long.class).single();
    }

    /// What [#INSERT] binds, every name beginning with `entry_`.
    public static Map<String, @Nullable Object> values(Entry entry) {
        Touched touched = entry.touched();
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("entry_at", SqlTime.of(entry.at()));
        values.put("entry_kind", entry.kind().code());
        values.put("entry_actor", entry.actor().text());
        values.put("entry_source", entry.source().code());
        values.put("entry_profile", touched.profileId());
        values.put("entry_address", touched.addressId());
        values.put("entry_service", touched.serviceId());
        values.put("entry_import", touched.importId());
        values.put("entry_profiles", bytes(touched.profileIds()));
        values.put("entry_profile_lo", bound(touched.profileIds(), RoaringBitmap::first));
        values.put("entry_profile_hi", bound(touched.profileIds(), RoaringBitmap::last));
        values.put("entry_addresses", bytes(touched.addressIds()));
        values.put("entry_address_lo", bound(touched.addressIds(), RoaringBitmap::first));
        values.put("entry_address_hi", bound(touched.addressIds(), RoaringBitmap::last));
        values.put("entry_change", entry.change().toString());
        values.put("entry_evidence", entry.evidence().toString());
        values.put("entry_voids", entry.voids());
        return values;
    }

    private static Map<String, Object> columns(List<Entry> entries) {
        Map<String, Object> columns = new HashMap<>();
        columns.put("at", column(entries, e -> String.valueOf(SqlTime.of(e.at())), String[]::new));
        columns.put("kind", column(entries, e -> e.kind().code(), String[]::new));
        columns.put("actor", column(entries, e -> e.actor().text(), String[]::new));
        columns.put("source", column(entries, e -> e.source().code(), String[]::new));
        columns.put("profile", column(entries, e -> e.touched().profileId(), Integer[]::new));
        columns.put("address", column(entries, e -> e.touched().addressId(), Integer[]::new));
        columns.put("service", column(entries, e -> e.touched().serviceId(), Integer[]::new));
        columns.put("import", column(entries, e -> e.touched().importId(), Long[]::new));
        columns.put("profiles", column(entries, e -> bytes(e.touched().profileIds()), byte[][]::new));
        columns.put("profileLo", bounds(entries, e -> e.touched().profileIds(), RoaringBitmap::first));
        columns.put("profileHi", bounds(entries, e -> e.touched().profileIds(), RoaringBitmap::last));
        columns.put("addresses", column(entries, e -> bytes(e.touched().addressIds()), byte[][]::new));
        columns.put("addressLo", bounds(entries, e -> e.touched().addressIds(), RoaringBitmap::first));
        columns.put("addressHi", bounds(entries, e -> e.touched().addressIds(), RoaringBitmap::last));
        columns.put("change", column(entries, e -> e.change().toString(), String[]::new));
        columns.put("evidence", column(entries, e -> e.evidence().toString(), String[]::new));
        columns.put("voids", column(entries, Entry::voids, Long[]::new));
        return columns;
    }

    private static <T> Object column(List<Entry> entries, Function<Entry, @Nullable T> value,
            IntFunction<@Nullable T[]> array) {
        @Nullable
        T[] column = array.apply(entries.size());
        for (int i = 0; i < column.length; i++) {
            column[i] = value.apply(entries.get(i));
        }
        return column;
    }

    private static Object bounds(List<Entry> entries, Function<Entry, @Nullable RoaringBitmap> ids,
            ToIntFunction<RoaringBitmap> bound) {
        return column(entries, entry -> bound(ids.apply(entry), bound), Integer[]::new);
    }

    private static @Nullable Integer bound(@Nullable RoaringBitmap ids, ToIntFunction<RoaringBitmap> bound) {
        return ids == null ? null : bound.applyAsInt(ids);
    }

    private static byte @Nullable [] bytes(@Nullable RoaringBitmap ids) {
        if (ids == null) {
            return null;
        }
        ids.runOptimize();
        ByteBuffer buffer = ByteBuffer.allocate(ids.serializedSizeInBytes());
        ids.serialize(buffer);
        return buffer.array();
    }
}
