package heed.quarantine;

import heed.ledger.EntryVoided;
import heed.ledger.LedgerEntry;
import heed.quarantine.AddressEvents.Change;
import heed.rules.quarantine.Mark;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Undo (semantics §1): the events of a voided entry leave the folds of their addresses.
@Component
class AddressUndo {

    private final AddressEvents events;

    AddressUndo(AddressEvents events) {
        this.events = events;
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
