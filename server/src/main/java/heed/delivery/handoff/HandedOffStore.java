package heed.delivery.handoff;

import heed.database.SqlTime;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Tells how far hand-offs are, from the counts of their chunks.
@Component
public class HandedOffStore {
    private final JdbcClient jdbc;

    HandedOffStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// How far it is; empty before the hand-off began. Fewer remain from batch to batch, whichever chunk a batch is of.
    /// Index: hand_off_chunks_delivery.
    public Optional<HandedOff> of(long delivery) {
        return jdbc.sql("""
                select count(*) as chunks, sum(handed_off) as people, sum(late_excluded) as late_excluded,
                       min(remaining) as remaining, max(at) as last_at
                from hand_off_chunks where delivery_id = :delivery having count(*) > 0""").param("delivery", delivery)
                .query((row, _) -> new HandedOff(row.getLong("chunks"), row.getLong("people"),
                        row.getLong("late_excluded"), row.getLong("remaining"), SqlTime.read(row, "last_at")))
                .optional();
    }

    /// What feedback says of a delivery that was handed off to so many. Index: address_events_delivery, then the key of
    /// voids.
    public Returned returned(long delivery, long handedOff) {
        return jdbc.sql("""
                select count(distinct e.address_id) filter (where e.type = 'hard') as bounced,
                       count(distinct e.address_id) filter (where e.type = 'complaint') as complained
                from address_events e
                where e.delivery_id = :delivery and e.type in ('hard', 'complaint')
                    and not exists (select from voids v where v.seq = e.seq)""").param("delivery", delivery)
                .query((row, _) -> new Returned(handedOff, row.getLong("bounced"), row.getLong("complained"))).single();
    }
}
