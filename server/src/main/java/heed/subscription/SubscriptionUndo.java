package heed.subscription;

import heed.ledger.Actor;
import heed.ledger.Entry;
import heed.ledger.EntryVoided;
import heed.ledger.Kind;
import heed.ledger.LedgerEntry;
import heed.ledger.LedgerStore;
import heed.ledger.Touched;
import heed.ledger.VoidStore;
import heed.rules.SubscriptionStatus;
import heed.rules.subscription.SubscriptionState;
import heed.subscription.SubscriptionStore.Told;
import heed.subscription.Subscriptions.Answer;
import heed.web.Problem;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Undo (semantics §1): the event of a voided entry leaves the fold of its subscription.
@Component
public class SubscriptionUndo {

    private final JdbcClient jdbc;
    private final SubscriptionStore store;
    private final SubscriptionBatch batch;
    private final LedgerStore ledger;
    private final VoidStore voids;
    private final ServiceStore services;
    private final Clock clock;

    SubscriptionUndo(JdbcClient jdbc, SubscriptionStore store, SubscriptionBatch batch, LedgerStore ledger,
            VoidStore voids, ServiceStore services, Clock clock) {
        this.jdbc = jdbc;
        this.store = store;
        this.batch = batch;
        this.ledger = ledger;
        this.voids = voids;
        this.services = services;
        this.clock = clock;
    }

    /// A step of the undo of an import.
    ///
    /// @param last the last entry it looked at, to go on from
    /// @param more false: that was the end
    public record Step(long last, boolean more) {}

    private record Recorded(long seq, SubscriptionKey key) {}

    /// Voids the next events of an import of subscriptions, in the caller's transaction.
    ///
    /// @param after the last entry of the step before; 0 to begin
    /// @param limit how many entries to take, small enough for a short transaction
    @Transactional(propagation = Propagation.MANDATORY)
    public Step next(long importId, long after, int limit, Actor actor, String reason) {
        List<Recorded> entries = entries(importId, after, limit);
        if (entries.isEmpty()) {
            return new Step(after, false);
        }
        RoaringBitmap profiles = new RoaringBitmap();
        entries.forEach(entry -> profiles.add(entry.key().profileId()));
        long by = ledger.draw();
        // First the entries, then the profiles: the order of every undo, so that none waits for another in a circle.
        voids.addAll(entries.stream().map(Recorded::seq).collect(Collectors.toSet()), by);
        profiles.forEach((int profile) -> store.lock(profile));
        batch.rewrite(store.eventsWith(entries.stream().map(Recorded::key).collect(Collectors.toSet()), by));
        ledger.append(by, Entry.of(Kind.VOIDED, clock.instant(), actor, actor.source())
                .touching(Touched.profiles(profiles).andImport(importId)).reason(reason));
        return new Step(entries.getLast().seq(), entries.size() == limit);
    }

    private List<Recorded> entries(long importId, long after, int limit) {
        // Expects ledger_import.
        return List.copyOf(jdbc.sql("""
                select l.seq, l.service_id, l.profile_id
                from ledger l join services s on s.id = l.service_id and s.deleted_at is null
                where l.import_id = :import and l.seq > :after and l.profile_id is not null
                order by l.seq limit :limit
                """).param("import", importId).param("after", after).param("limit", limit)
                .query((row, _) -> new Recorded(row.getLong(1), new SubscriptionKey(row.getInt(2), row.getInt(3))))
                .list());
    }

    @EventListener
    @Order(3)
    void voided(EntryVoided event) {
        LedgerEntry entry = event.entry();
        Integer service = entry.touched().serviceId();
        Integer profile = entry.touched().profileId();
        if (service == null || profile == null) {
            return;
        }
        if (services.living(List.of(service)).isEmpty()) {
            // Its end would be lifted with it: a delivery made for it before could target the person.
            throw Problem.conflict("the service was deleted; its history stays as it is");
        }
        store.lock(profile);
        Map<SubscriptionKey, List<Told>> gone = store.events(entry.seq(), new SubscriptionKey(service, profile));
        Instant now = clock.instant();
        String name = entry.change().at("/to/service").asString("");
        for (List<SubscriptionState> change : batch.refold(gone).values()) {
            SubscriptionState before = change.getFirst();
            SubscriptionState after = change.getLast();
            if (!before.equals(after)) {
                event.changed(SubscriptionJson.of(name, before, now), SubscriptionJson.of(name, after, now));
            }
            if (before.stored() == SubscriptionStatus.ENDED && after.at(now) == SubscriptionStatus.ACTIVE) {
                event.lifts("the end of the subscription to " + name);
            }
            event.answer(() -> Answer.of(String.valueOf(entry.profile()), name, after, now, event.anythingChanged(),
                    event.voidedBy()));
        }
    }
}
