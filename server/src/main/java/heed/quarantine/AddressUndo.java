package heed.quarantine;

import heed.ledger.Actor;
import heed.ledger.Entry;
import heed.ledger.EntryVoided;
import heed.ledger.Kind;
import heed.ledger.LedgerEntry;
import heed.ledger.LedgerReadStore;
import heed.ledger.LedgerStore;
import heed.ledger.Touched;
import heed.ledger.VoidStore;
import heed.quarantine.AddressEvents.Change;
import heed.rules.quarantine.Mark;
import java.time.Clock;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ObjectNode;

/// Undo (semantics §1): the events of a voided entry leave the folds of their addresses.
@Component
public class AddressUndo {

    private final JdbcClient jdbc;
    private final AddressEvents events;
    private final LedgerReadStore entries;
    private final LedgerStore ledger;
    private final VoidStore voids;
    private final Clock clock;

    AddressUndo(JdbcClient jdbc, AddressEvents events, LedgerReadStore entries, LedgerStore ledger, VoidStore voids,
            Clock clock) {
        this.jdbc = jdbc;
        this.events = events;
        this.entries = entries;
        this.ledger = ledger;
        this.voids = voids;
        this.clock = clock;
    }

    /// A step of the undo of an import.
    ///
    /// @param last the last entry it looked at, to go on from
    /// @param more false: that was the end
    public record Step(long last, boolean more) {}

    /// Voids the next entry of an import of quarantine, in the caller's transaction.
    ///
    /// @param after the last entry of the step before; 0 to begin
    @Transactional(propagation = Propagation.MANDATORY)
    public Step next(long importId, long after, Actor actor, String reason) {
        Optional<LedgerEntry> found = nextOf(importId, after);
        if (found.isEmpty()) {
            return new Step(after, false);
        }
        LedgerEntry entry = found.get();
        long by = ledger.draw();
        if (voids.addAll(Set.of(entry.seq()), by) == 0) {
            return new Step(entry.seq(), true);
        }
        Set<Integer> ids = addresses(entry);
        events.without(entry.seq(), ids);
        ledger.append(by, Entry.of(Kind.VOIDED, clock.instant(), actor, actor.source()).voiding(entry.seq())
                .touching(entry.touched()).reason(reason));
        return new Step(entry.seq(), true);
    }

    /// Takes the event that one entry recorded on an address out of its fold, in the caller's transaction; false where
    /// somebody did before.
    ///
    /// @param proof what the entry of the undo holds beside the reason
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean takeBack(long seq, int addressId, Actor actor, String reason, ObjectNode proof) {
        long by = ledger.draw();
        if (voids.addAll(Set.of(seq), by) == 0) {
            return false;
        }
        Entry undo = Entry.of(Kind.VOIDED, clock.instant(), actor, actor.source()).voiding(seq)
                .touching(Touched.address(addressId)).evidence(proof);
        Change change = events.without(seq, Set.of(addressId)).get(addressId);
        ledger.append(by,
                (change == null ? undo : undo.change(StateJson.of(change.before()), StateJson.of(change.after())))
                        .reason(reason));
        return true;
    }

    private Optional<LedgerEntry> nextOf(long importId, long after) {
        // Expects ledger_import.
        return jdbc.sql("""
                select seq from ledger where import_id = :import and seq > :after and kind = :kind order by seq limit 1
                """).param("import", importId).param("after", after).param("kind", Kind.ADDRESSES_IMPORTED.code())
                .query(Long.class).optional().flatMap(entries::find);
    }

    @EventListener
    @Order(2)
    void voided(EntryVoided event) {
        Map<Integer, Change> changed = events.without(event.entry().seq(), addresses(event.entry()));
        if (changed.size() == 1) {
            Change only = changed.values().iterator().next();
            event.changed(StateJson.of(only.before()), StateJson.of(only.after()));
        } else if (!changed.isEmpty()) {
            event.changed(StateJson.object(), StateJson.object().put("addresses", changed.size()));
        }
        lifted(changed.values()).forEach(mark -> event.lifts("the mark " + mark.code()));
    }

    private static Set<Integer> addresses(LedgerEntry entry) {
        Set<Integer> ids = new HashSet<>();
        Integer one = entry.touched().addressId();
        if (one != null) {
            ids.add(one);
        }
        RoaringBitmap many = entry.touched().addressIds();
        if (many != null) {
            many.forEach((int id) -> ids.add(id));
        }
        return ids;
    }

    private static Set<Mark> lifted(Collection<Change> changes) {
        EnumSet<Mark> lifted = EnumSet.noneOf(Mark.class);
        changes.forEach(change -> lifted.addAll(change.cleared()));
        return lifted;
    }
}
