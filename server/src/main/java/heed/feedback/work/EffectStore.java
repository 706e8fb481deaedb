package heed.feedback.work;

import heed.database.SqlTime;
import heed.rules.quarantine.AddressEvent;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Which ledger entries an item led to.
@Repository
public class EffectStore {

    private final JdbcClient jdbc;

    EffectStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// An entry that an item led to, and whose event it holds.
    ///
    /// @param storm which held it, or null
    record Effect(long seq, long feedbackId, int addressId, @Nullable Long storm) {}

    /// An event that stands.
    ///
    /// @param storm which holds it, or held it; null for none
    record Standing(long seq, int addressId, Instant at, AddressEvent.Type type, @Nullable String reason, boolean held,
            @Nullable Long deliveryId, @Nullable Long storm) {

        /// Would this event say the same?
        boolean says(int id, AddressEvent event, @Nullable Long delivery) {
            String code = event.reason() == null ? null : event.reason().code();
            return addressId == id && at.equals(event.at()) && type == event.type() && held == event.held()
                    && Objects.equals(reason, code) && Objects.equals(deliveryId, delivery);
        }
    }

    /// What an item said last of an address and what somebody took back: an operator, or the drop of its storm.
    record TakenBack(int addressId, AddressEvent.Type type, @Nullable String reason) {

        /// Would this event say it again?
        boolean says(int id, AddressEvent event) {
            String code = event.reason() == null ? null : event.reason().code();
            return addressId == id && type == event.type() && Objects.equals(reason, code);
        }
    }

    /// What an item did to an address, as a page shows it.
    ///
    /// @param address in its canonical form
    /// @param voided whether it counts no more
    public record Shown(long seq, int addressId, String address, String type, @Nullable String reason, boolean held,
            boolean voided, Instant at) {

        /// Masked: no log holds an address.
        @Override
        public String toString() {
            return "Shown[" + seq + "]";
        }
    }

    void insert(List<Effect> effects) {
        jdbc.sql("""
                insert into feedback_effects (seq, feedback_id, address_id, storm_id)
                select * from unnest(cast(:seq as bigint[]), cast(:feedback as bigint[]), cast(:address as int[]),
                    cast(:storm as bigint[]))
                """).param("seq", effects.stream().map(Effect::seq).toArray(Long[]::new))
                .param("feedback", effects.stream().map(Effect::feedbackId).toArray(Long[]::new))
                .param("address", effects.stream().map(Effect::addressId).toArray(Integer[]::new))
                .param("storm", storms(effects)).update();
    }

    private static @Nullable Long[] storms(List<Effect> effects) {
        @Nullable
        Long[] storms = new Long[effects.size()];
        for (int i = 0; i < storms.length; i++) {
            storms[i] = effects.get(i).storm();
        }
        return storms;
    }

    /// What an item did that counts yet.
    List<Standing> standing(long feedbackId) {
        // Expects feedback_effects_feedback, the unique index on (address_id, seq, profile_id) and the key of voids.
        return List.copyOf(jdbc.sql("""
                select e.seq, e.address_id, e.at, e.type, e.reason, e.held, e.delivery_id, f.storm_id
                from feedback_effects f join address_events e on e.address_id = f.address_id and e.seq = f.seq
                left join voids v on v.seq = f.seq
                where f.feedback_id = :id and v.seq is null order by e.address_id
                """).param("id", feedbackId)
                .query((row, _) -> new Standing(row.getLong("seq"), row.getInt("address_id"), SqlTime.read(row, "at"),
                        AddressEvent.Type.ofCode(row.getString("type")).orElseThrow(), row.getString("reason"),
                        row.getBoolean("held"), row.getObject("delivery_id", Long.class),
                        row.getObject("storm_id", Long.class)))
                .list());
    }

    /// What others took back of what an item did; what it took back itself, understood otherwise, names it as the proof.
    List<TakenBack> takenBack(long feedbackId) {
        // Expects feedback_effects_feedback, the unique index on (address_id, seq, profile_id), the keys of voids and storms
        // and those of the ledger's months.
        return List.copyOf(jdbc.sql("""
                select last.address_id, last.type, last.reason from (
                    select distinct on (f.address_id) f.address_id, e.type, e.reason, v.voided_by,
                        s.state = 'dropped' or (s.state = 'dropping' and s.done_id >= f.feedback_id) as dropped
                    from feedback_effects f join address_events e on e.address_id = f.address_id and e.seq = f.seq
                    left join voids v on v.seq = f.seq left join storms s on s.id = f.storm_id
                    where f.feedback_id = :id order by f.address_id, f.seq desc) as last
                where last.dropped or (last.voided_by is not null and not exists(select from ledger l
                    where l.seq = last.voided_by and l.evidence->>'feedback' = cast(:id as text)))
                """).param("id", feedbackId)
                .query((row, _) -> new TakenBack(row.getInt("address_id"),
                        AddressEvent.Type.ofCode(row.getString("type")).orElseThrow(), row.getString("reason")))
                .list());
    }

    /// All that an item ever did, newest first.
    public List<Shown> shown(long feedbackId, int most) {
        // Expects feedback_effects_feedback, the unique index on (address_id, seq, profile_id) and primary keys.
        return List.copyOf(jdbc.sql("""
                select e.seq, e.address_id, a.canonical, e.type, e.reason, e.held, v.seq is not null as voided, e.at
                from feedback_effects f join address_events e on e.address_id = f.address_id and e.seq = f.seq
                join addresses a on a.id = f.address_id left join voids v on v.seq = f.seq
                where f.feedback_id = :id order by e.seq desc limit :most
                """).param("id", feedbackId).param("most", most)
                .query((row, _) -> new Shown(row.getLong("seq"), row.getInt("address_id"), row.getString("canonical"),
                        row.getString("type"), row.getString("reason"), row.getBoolean("held"),
                        row.getBoolean("voided"), SqlTime.read(row, "at")))
                .list());
    }
}
