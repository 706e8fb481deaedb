package heed.ledger;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// An entry as the ledger's list shows it.
///
/// @param profile the key of the one profile it is about, or null
record LedgerItem(long seq, Instant at, Instant recordedAt, String actor, String source, String kind,
        ObjectNode change, @Nullable Long voidedBy, ObjectNode evidence, @Nullable String profile) {

    /// The header of the CSV form, in the order of [#cells].
    static final List<String> HEADER = List.of("seq", "at", "recorded_at", "actor", "source", "kind", "profile",
            "change", "voided_by", "evidence");

    static LedgerItem of(LedgerEntry entry) {
        HistoryItem item = HistoryItem.of(entry);
        return new LedgerItem(item.seq(), item.at(), item.recordedAt(), item.actor(), item.source(), item.kind(),
                item.change(), item.voidedBy(), item.evidence(), entry.profile());
    }

    /// What it changed, in one line.
    public String changed() {
        return HistoryItem.changed(change);
    }

    /// The cells of its CSV line.
    List<@Nullable Object> cells() {
        return Arrays.asList(seq, at, recordedAt, actor, source, kind, profile, change.toString(), voidedBy,
                evidence.toString());
    }
}
