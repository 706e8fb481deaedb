package heed.ledger;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
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

    /// What it changed, in one line.
    public String changed() {
        return changed(change);
    }

    static String changed(ObjectNode change) {
        return Fact.ofChange(change).stream().filter(Fact::differs).map(Fact::line).collect(Collectors.joining(", "));
    }

    /// Its proof, a line for each value: `form: the form of May`.
    public List<String> proof() {
        return Fact.of(evidence).stream().map(Fact::line).toList();
    }
}
