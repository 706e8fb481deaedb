package heed.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// An entry as the history of one profile shows it.
///
/// @param change always with `from` and `to`, null where the entry changed nothing that can be shown
/// @param voidedBy the entry that undid it, or null
public record HistoryItem(long seq, Instant at, Instant recordedAt, String actor, String source, String kind,
        ObjectNode change, @Nullable Long voidedBy, ObjectNode evidence) {

    /// What is shown of an entry.
    public static HistoryItem of(LedgerEntry entry) {
        ObjectNode change = entry.change().objectNode();
        change.putNull("from");
        change.putNull("to");
        change.setAll(entry.change());
        return new HistoryItem(entry.seq(), entry.at(), entry.recordedAt(), entry.actor(), entry.source().code(),
                entry.kind().code(), change, entry.voidedBy(), entry.evidence());
    }
}
