package heed.feedback.settle;

import heed.database.SqlTime;
import heed.rules.quarantine.AddressEvent;
import heed.rules.quarantine.ErrorReason;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The events of an item as decisions about storms find them.
@Repository
class HeldStore {

    private static final JsonMapper JSON = new JsonMapper();

    /// What the entry of an undo holds: which decision it was.
    static final String STORM = "storm";
    static final String DROPPED = "dropped";

    private final JdbcClient jdbc;

    HeldStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// The last event of an item on an address.
    ///
    /// @param storm which holds it, or held it; null for none
    /// @param evidence of the entry that recorded it
    /// @param voided whether it counts no more
    /// @param droppedBy the storm whose drop voided it; null where it stands, or somebody else did
    record Last(long seq, int addressId, @Nullable Long storm, Instant at, AddressEvent.Type type,
            @Nullable ErrorReason reason, @Nullable String text, boolean held, String sender, @Nullable Long delivery,
            ObjectNode evidence, boolean voided, @Nullable Long droppedBy) {

        boolean isOf(long which) {
            return storm != null && storm == which;
        }

        /// Masked: no log holds what was said about an address.
        @Override
        public String toString() {
            return "Last[" + seq + "]";
        }
    }

    /// The last event on each address that an item ever touched, by address.
    List<Last> last(long feedbackId) {
        // Expects feedback_effects_feedback, the unique index on (address_id, seq, profile_id), the key of voids and those
        // of the ledger's months.
        return List.copyOf(jdbc
                .sql("""
                        select distinct on (f.address_id) f.seq, f.address_id, f.storm_id, e.at, e.type, e.reason, e.text, e.held,
                            e.source, e.delivery_id, v.seq is not null as voided,
                            (select l.evidence from ledger l where l.seq = f.seq) as evidence,
                            (select cast(l.evidence->>'storm' as bigint) from ledger l
                                where l.seq = v.voided_by and l.evidence->>'dropped' = 'true') as dropped_by
                        from feedback_effects f join address_events e on e.address_id = f.address_id and e.seq = f.seq
                        left join voids v on v.seq = f.seq
                        where f.feedback_id = :id order by f.address_id, f.seq desc
                        """)
                .param("id", feedbackId).query((row, _) -> last(row)).list());
    }

    private static Last last(ResultSet row) throws SQLException {
        String reason = row.getString("reason");
        String evidence = row.getString("evidence");
        return new Last(row.getLong("seq"), row.getInt("address_id"), row.getObject("storm_id", Long.class),
                SqlTime.read(row, "at"), AddressEvent.Type.ofCode(row.getString("type")).orElseThrow(),
                reason == null ? null : ErrorReason.ofCode(reason).orElseThrow(), row.getString("text"),
                row.getBoolean("held"), row.getString("source"), row.getObject("delivery_id", Long.class),
                evidence != null && JSON.readTree(evidence) instanceof ObjectNode object
                        ? object
                        : JsonNodeFactory.instance.objectNode(),
                row.getBoolean("voided"), row.getObject("dropped_by", Long.class));
    }

    /// Writes down which entry a decision led to.
    void add(long seq, long feedbackId, int addressId, long storm) {
        jdbc.sql("""
                insert into feedback_effects (seq, feedback_id, address_id, storm_id)
                values (:seq, :feedback, :address, :storm)
                """).param("seq", seq).param("feedback", feedbackId).param("address", addressId).param("storm", storm)
                .update();
    }
}
