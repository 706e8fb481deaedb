package heed.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// An entry has left the folds (semantics §1, "Undo voids"). Published and handled inside the voiding transaction.
///
/// Listeners are the owners of the facts the entry changed: they refold without it and report here what that
/// changed. The table `voids` already names the entry; the entry that records the undo is written after the last
/// listener, from what they reported. A listener whose facts the entry did not change does nothing.
///
/// Locks are taken in this order: the voided entries, then those of the modules: profiles (`@Order(1)`), then
/// addresses (`@Order(2)`), then subscriptions (`@Order(3)`).
public final class EntryVoided {

    private final LedgerEntry entry;
    private final long voidedBy;
    private final Instant at;
    private final ObjectNode from = JsonNodeFactory.instance.objectNode();
    private final ObjectNode to = JsonNodeFactory.instance.objectNode();
    private final List<String> lifted = new ArrayList<>();
    private @Nullable Supplier<Object> answer;
    private boolean changed;

    EntryVoided(LedgerEntry entry, long voidedBy, Instant at) {
        this.entry = entry;
        this.voidedBy = voidedBy;
        this.at = at;
    }

    /// The entry that is voided.
    public LedgerEntry entry() {
        return entry;
    }

    /// The sequence of the entry that voids it.
    public long voidedBy() {
        return voidedBy;
    }

    /// When it is voided.
    public Instant at() {
        return at;
    }

    /// Reports facts that changed: what they were and what they are, by field name.
    public void changed(ObjectNode before, ObjectNode after) {
        changed = true;
        from.setAll(before);
        to.setAll(after);
    }

    /// Reports that something restricting is lifted, in words ("the opt-out of email", "the mark complaint"): it
    /// takes `confirm: true`, otherwise the caller gets 409 with these words and nothing happens.
    public void lifts(String what) {
        lifted.add(what);
    }

    /// Says what the caller gets as the answer, asked after the last listener; the first one that is given counts.
    public void answer(Supplier<Object> body) {
        if (answer == null) {
            answer = body;
        }
    }

    /// Has any listener reported a change?
    public boolean anythingChanged() {
        return changed;
    }

    List<String> lifted() {
        return List.copyOf(lifted);
    }

    ObjectNode from() {
        return from;
    }

    ObjectNode to() {
        return to;
    }

    @Nullable
    Supplier<Object> answer() {
        return answer;
    }
}
