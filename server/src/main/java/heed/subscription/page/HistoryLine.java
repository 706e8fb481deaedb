package heed.subscription.page;

import heed.ledger.LedgerEntry;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// An entry of the history of a service.
///
/// @param profile the key of whom it is about, null where it is about the service
/// @param from the state of the subscription before it, null where it names none
/// @param to the state after it, null where it names none
/// @param reason why, or null
/// @param voided was it undone?
record HistoryLine(long seq, Instant at, String kind, @Nullable String profile, String actor, String source,
        @Nullable String from, @Nullable String to, @Nullable String reason, boolean voided) {

    static HistoryLine of(LedgerEntry entry) {
        return new HistoryLine(entry.seq(), entry.at(), entry.kind().code(), entry.profile(), entry.actor(),
                entry.source().code(), text(entry.change().at("/from/state")), text(entry.change().at("/to/state")),
                text(entry.evidence().path("reason")), entry.voidedBy() != null);
    }

    private static @Nullable String text(JsonNode node) {
        return node.isString() ? node.stringValue() : null;
    }
}
