package heed.feedback.settle;

import heed.feedback.InboxStore;
import heed.feedback.StoredFeedback;
import heed.feedback.settle.HeldStore.Last;
import heed.feedback.storm.Storm;
import heed.ledger.Actor;
import heed.quarantine.AddressEvents;
import heed.quarantine.AddressEvents.Told;
import heed.quarantine.AddressUndo;
import heed.rules.quarantine.AddressEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Does to one item what was decided about a storm: event by event, in the caller's transaction.
///
/// Confirmed, what the storm holds is told again as it was stored, unheld; so is what a drop of the same storm voided
/// before. Dropped, it is voided, whether it is held or a confirmation let it count.
@Component
class Settling {

    private final InboxStore inbox;
    private final HeldStore held;
    private final AddressEvents events;
    private final AddressUndo undo;

    Settling(InboxStore inbox, HeldStore held, AddressEvents events, AddressUndo undo) {
        this.inbox = inbox;
        this.held = held;
        this.events = events;
        this.undo = undo;
    }

    /// A decision about a storm.
    ///
    /// @param counts whether what it held counts
    record Decision(long storm, boolean counts, Actor actor, String reason) {

        static Decision of(Storm storm) {
            boolean counts = storm.state() == Storm.State.CONFIRMING;
            return new Decision(storm.id(), counts,
                    new Actor(Objects.requireNonNullElse(storm.actor(), Actor.SYSTEM.text())),
                    "storm " + storm.id() + (counts ? " confirmed" : " dropped")
                            + (storm.reason() == null ? "" : ": " + storm.reason()));
        }

        private ObjectNode proof() {
            ObjectNode proof = JsonNodeFactory.instance.objectNode().put(HeldStore.STORM, storm);
            return counts ? proof : proof.put(HeldStore.DROPPED, true);
        }

        /// Does it do something to this event? What anybody else took back stays so.
        private boolean reaches(Last one) {
            boolean dropped = one.droppedBy() != null && one.droppedBy() == storm;
            return one.isOf(storm) && (one.voided() ? counts && dropped : !counts || one.held());
        }
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void settle(long feedbackId, Decision decision) {
        StoredFeedback item = inbox.lock(feedbackId).orElseThrow();
        List<Last> last = held.last(feedbackId);
        List<Last> reached = last.stream().filter(decision::reaches).toList();
        if (reached.isEmpty()) {
            return;
        }
        reached.stream().filter(one -> !one.voided()).forEach(one -> undo.takeBack(one.seq(), one.addressId(),
                decision.actor(), decision.reason(), decision.proof()));
        if (decision.counts()) {
            tell(item, reached, decision);
        }
        boolean stillHeld = last.stream().anyMatch(one -> one.held() && !one.voided() && !reached.contains(one));
        inbox.settled(feedbackId, stillHeld, decision.counts() ? null : decision.reason());
    }

    private void tell(StoredFeedback item, List<Last> reached, Decision decision) {
        List<Told> told = new ArrayList<>();
        for (Last one : reached) {
            ObjectNode evidence = one.evidence().deepCopy();
            evidence.remove("held");
            evidence.put(HeldStore.STORM, decision.storm()).put("reason", decision.reason());
            told.add(new Told(one.addressId(),
                    new AddressEvent(one.at(), one.type(), one.reason(), 0, 0, false, item.eventId(), 0), one.text(),
                    one.sender(), one.delivery(), decision.actor(), decision.actor().source(), evidence));
        }
        long[] seqs = events.tell(told);
        for (int i = 0; i < seqs.length; i++) {
            held.add(seqs[i], item.id(), told.get(i).addressId(), decision.storm());
        }
    }
}
