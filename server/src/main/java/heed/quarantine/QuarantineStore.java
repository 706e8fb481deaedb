package heed.quarantine;

import heed.database.SqlTime;
import heed.rules.Channel;
import heed.rules.quarantine.QuarantineLimits;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Reads the quarantine list. Whether an error has faded is decided by the rules, row by row, never by SQL.
@Repository
class QuarantineStore {

    private static final String SELECT = """
            select a.id, a.channel, a.canonical, s.*,
                (select count(distinct u.profile_id) from profile_addresses u where u.address_id = a.id) as profiles
            from addresses a left join address_states s on s.address_id = a.id
            where true""";

    private final JdbcClient jdbc;
    private final QuarantineLimits limits;
    private final Clock clock;

    QuarantineStore(JdbcClient jdbc, QuarantineSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.limits = settings.limits();
        this.clock = clock;
    }

    /// A row of the list, its errors faded where they have.
    private record Row(Address address, AddressRecord record, int profiles) {

        QuarantineItem item() {
            return QuarantineItem.of(address, record, profiles);
        }
    }

    /// Something that happened to an address, as its page shows it.
    ///
    /// @param feedback the raw feedback behind it, or null
    /// @param voided whether it counts no more
    record Happened(long seq, Instant at, String type, @Nullable String reason, @Nullable String text, boolean held,
            String sender, @Nullable String feedback, boolean voided) {

        /// Masked: no log holds what was said about an address.
        @Override
        public String toString() {
            return "Happened[" + seq + ", " + type + "]";
        }
    }

    /// What happened to an address, the newest first.
    List<Happened> happened(int id, int most) {
        // Expects the unique index on (address_id, seq, profile_id), the primary keys of the months and of voids.
        return List.copyOf(jdbc.sql("""
                select e.seq, e.at, e.type, e.reason, e.text, e.held, e.source, v.seq is not null as voided,
                    (select l.evidence->>'feedback' from ledger l where l.seq = e.seq) as feedback
                from address_events e left join voids v on v.seq = e.seq
                where e.address_id = :id order by e.at desc, e.seq desc limit :most
                """).param("id", id).param("most", most)
                .query((row, _) -> new Happened(row.getLong("seq"), SqlTime.read(row, "at"), row.getString("type"),
                        row.getString("reason"), row.getString("text"), row.getBoolean("held"),
                        row.getString("source"), row.getString("feedback"), row.getBoolean("voided")))
                .list());
    }

    /// The present state of an address.
    Optional<QuarantineItem> find(int id) {
        // Expects the primary keys, and profile_addresses_address.
        return rows(" and a.id = :id", Map.of("id", id)).stream().findFirst().map(Row::item);
    }

    /// At most `most` addresses with an id above `after`, by id.
    List<QuarantineItem> list(QuarantineFilter filter, long after, int most) {
        List<QuarantineItem> items = new ArrayList<>();
        long last = after;
        while (items.size() < most) {
            List<Row> rows = page(filter, last, most);
            rows.stream().filter(row -> filter.takes(row.record())).map(Row::item).limit(most - items.size())
                    .forEach(items::add);
            if (rows.size() < most) {
                break;
            }
            last = rows.getLast().record().addressId();
        }
        return items;
    }

    private List<Row> page(QuarantineFilter filter, long after, int most) {
        Map<String, @Nullable Object> params = filter.params();
        params.put("after", after);
        params.put("most", most);
        // Expects address_states_status for one status, addresses_domain for a domain, the unique index on
        // (channel, canonical) for the beginning of an address that few have, else the primary keys in order.
        return rows(filter.conditions() + " and a.id > :after order by a.id limit :most", params);
    }

    private List<Row> rows(String where, Map<String, ?> params) {
        Instant now = clock.instant();
        return List.copyOf(jdbc.sql(SELECT + where).params(params).query((row, _) -> row(row, now)).list());
    }

    private Row row(ResultSet row, Instant now) throws SQLException {
        Address address = new Address(Channel.ofNumber(row.getInt("channel")), row.getString("canonical"));
        AddressRecord stored = AddressEventStore.record(row, row.getInt("id"));
        return new Row(address, stored.at(now, limits), row.getInt("profiles"));
    }
}
