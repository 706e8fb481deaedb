package heed.quarantine;

import heed.database.SqlTime;
import heed.rules.AddressStatus;
import heed.rules.quarantine.AddressEvent;
import heed.rules.quarantine.ErrorReason;
import heed.rules.quarantine.Mark;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The events of addresses and the states folded from them, as rows. Folds nothing itself.
@Repository
class AddressEventStore {

    private final JdbcClient jdbc;

    AddressEventStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Appends events; one that its sender told before is left out. Returns those that are new.
    ///
    /// What an undone import said is new when it is imported again; what a sender told and an operator dropped is not.
    List<NewAddressEvent> insert(List<NewAddressEvent> events) {
        Set<String> inserted = new HashSet<>();
        // The conflict is address_events_once; expects the primary key of voids. No sequence is drawn here. What one
        // entry holds on one address comes together, so it is new together.
        jdbc.sql("""
                insert into address_events (address_id, seq, at, type, reason, text, error_count, held, source,
                    provider_id, delivery_id, profile_id)
                select * from unnest(cast(:address as int[]), cast(:seq as bigint[]), cast(:at as timestamptz[]),
                    cast(:type as text[]), cast(:reason as text[]), cast(:text as text[]), cast(:count as int[]),
                    cast(:held as boolean[]), cast(:source as text[]), cast(:id as text[]),
                    cast(:delivery as bigint[]), cast(:profile as int[]))
                on conflict (address_id, source, provider_id) where provider_id is not null
                do update set seq = excluded.seq, reason = excluded.reason, text = excluded.text,
                    error_count = excluded.error_count
                where address_events.source = 'import'
                    and exists (select from voids v where v.seq = address_events.seq)
                returning address_id, seq
                """).params(columns(events)).query(row -> {
            inserted.add(row.getInt(1) + " " + row.getLong(2));
        });
        return events.stream().filter(e -> inserted.contains(e.addressId() + " " + e.event().seq())).toList();
    }

    /// The events of these addresses that are not voided; every address has an answer.
    Map<Integer, AddressHistory> histories(Collection<Integer> ids) {
        Map<Integer, List<AddressHistory.Told>> told = new HashMap<>();
        ids.forEach(id -> told.put(id, new ArrayList<>()));
        // Expects the unique index on (address_id, seq, profile_id) and the primary key of voids.
        jdbc.sql("""
                select e.address_id, e.seq, e.at, e.type, e.reason, e.text, e.error_count, e.held, e.provider_id,
                    e.delivery_id, e.profile_id
                from address_events e left join voids v on v.seq = e.seq
                where e.address_id = any(cast(:ids as int[])) and v.seq is null
                """).param("ids", ids.toArray(Integer[]::new)).query(row -> {
            told.computeIfAbsent(row.getInt("address_id"), _ -> new ArrayList<>()).add(told(row));
        });
        Map<Integer, AddressHistory> histories = new HashMap<>();
        told.forEach((id, events) -> histories.put(id, new AddressHistory(id, events)));
        return histories;
    }

    /// The events that one entry recorded on these addresses, voided or not.
    Map<Integer, List<AddressEvent>> events(long seq, Collection<Integer> ids) {
        Map<Integer, List<AddressEvent>> events = new HashMap<>();
        // Expects the unique index on (address_id, seq, profile_id).
        jdbc.sql("select * from address_events where address_id = any(cast(:ids as int[])) and seq = :seq")
                .param("ids", ids.toArray(Integer[]::new)).param("seq", seq)
                .query(row -> {
                    events.computeIfAbsent(row.getInt("address_id"), _ -> new ArrayList<>()).add(told(row).event());
                });
        return events;
    }

    /// The stored states of these addresses, as of their last event; those without a row are left out.
    List<AddressRecord> records(Collection<Integer> ids) {
        // Expects the primary key.
        return List.copyOf(jdbc.sql("select * from address_states where address_id = any(cast(:ids as int[]))")
                .param("ids", ids.toArray(Integer[]::new)).query((row, _) -> record(row, row.getInt("address_id")))
                .list());
    }

    /// Writes states, new or changed.
    void write(List<AddressRecord> records) {
        // Expects the primary key.
        jdbc.sql("""
                insert into address_states (address_id, status, error, error_count, error_at, error_reason,
                    error_text, marks, held, last_delivery, updated_at)
                select * from unnest(cast(:address as int[]), cast(:status as smallint[]), cast(:error as smallint[]),
                    cast(:count as int[]), cast(:errorAt as timestamptz[]), cast(:reason as text[]),
                    cast(:text as text[]), cast(:marks as smallint[]), cast(:held as boolean[]),
                    cast(:delivery as bigint[]), cast(:updatedAt as timestamptz[]))
                on conflict (address_id) do update set status = excluded.status, error = excluded.error,
                    error_count = excluded.error_count, error_at = excluded.error_at,
                    error_reason = excluded.error_reason, error_text = excluded.error_text, marks = excluded.marks,
                    held = excluded.held, last_delivery = excluded.last_delivery, updated_at = excluded.updated_at
                """).params(stateColumns(records)).update();
    }

    /// A row of `address_states`; outer-joined nulls are an address that never had an event.
    static AddressRecord record(ResultSet row, int addressId) throws SQLException {
        return new AddressRecord(addressId, AddressStatus.ofNumber(row.getInt("status")),
                AddressRecord.error(row.getInt("error"), row.getInt("error_count"),
                        SqlTime.readOrNull(row, "error_at"), row.getString("error_reason")),
                row.getString("error_text"), Mark.ofBits(row.getInt("marks")), row.getBoolean("held"),
                row.getObject("last_delivery", Long.class), SqlTime.readOrNull(row, "updated_at"));
    }

    private static AddressHistory.Told told(ResultSet row) throws SQLException {
        String reason = row.getString("reason");
        String id = row.getString("provider_id");
        AddressEvent event = new AddressEvent(SqlTime.read(row, "at"),
                AddressEvent.Type.ofCode(row.getString("type")).orElseThrow(),
                reason == null ? null : ErrorReason.ofCode(reason).orElseThrow(), row.getInt("error_count"),
                row.getInt("profile_id"), row.getBoolean("held"), id == null ? "" : id, row.getLong("seq"));
        return new AddressHistory.Told(event, row.getString("text"), row.getObject("delivery_id", Long.class));
    }

    private static Map<String, Object> columns(List<NewAddressEvent> events) {
        Map<String, Object> columns = new HashMap<>();
        columns.put("address", column(events, NewAddressEvent::addressId, Integer[]::new));
        columns.put("seq", column(events, e -> e.event().seq(), Long[]::new));
        columns.put("at", column(events, e -> e.event().at().toString(), String[]::new));
        columns.put("type", column(events, e -> e.event().type().code(), String[]::new));
        columns.put("reason", column(events, e -> code(e.event().reason()), String[]::new));
        columns.put("text", column(events, NewAddressEvent::text, String[]::new));
        columns.put("count", column(events, e -> e.event().count(), Integer[]::new));
        columns.put("held", column(events, e -> e.event().held(), Boolean[]::new));
        columns.put("source", column(events, NewAddressEvent::source, String[]::new));
        columns.put("id", column(events, e -> e.event().id().isEmpty() ? null : e.event().id(), String[]::new));
        columns.put("delivery", column(events, NewAddressEvent::deliveryId, Long[]::new));
        columns.put("profile", column(events, e -> e.event().profileId() == 0 ? null : e.event().profileId(),
                Integer[]::new));
        return columns;
    }

    private static Map<String, Object> stateColumns(List<AddressRecord> records) {
        Map<String, Object> columns = new HashMap<>();
        columns.put("address", column(records, AddressRecord::addressId, Integer[]::new));
        columns.put("status", column(records, r -> r.status().number(), Integer[]::new));
        columns.put("error", column(records, r -> r.error().number(), Integer[]::new));
        columns.put("count", column(records, r -> r.error().count(), Integer[]::new));
        columns.put("errorAt", column(records, r -> text(r.error().at()), String[]::new));
        columns.put("reason", column(records, r -> code(r.error().reason()), String[]::new));
        columns.put("text", column(records, AddressRecord::errorText, String[]::new));
        columns.put("marks", column(records, r -> Mark.bits(r.marks()), Integer[]::new));
        columns.put("held", column(records, AddressRecord::held, Boolean[]::new));
        columns.put("delivery", column(records, AddressRecord::lastDelivery, Long[]::new));
        columns.put("updatedAt", column(records, r -> text(r.updatedAt()), String[]::new));
        return columns;
    }

    private static <T, C> Object column(List<T> rows, Function<T, @Nullable C> value,
            IntFunction<@Nullable C[]> array) {
        return rows.stream().map(value).toArray(array);
    }

    private static @Nullable String code(@Nullable ErrorReason reason) {
        return reason == null ? null : reason.code();
    }

    private static @Nullable String text(@Nullable Instant at) {
        return at == null ? null : at.toString();
    }
}
