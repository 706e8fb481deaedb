package heed.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// An entry as it stands in the ledger.
///
/// @param seq its place, growing
/// @param at when it happened
/// @param recordedAt when Heed wrote it down
/// @param actor who did it
/// @param source where it came from
/// @param kind what it records
/// @param touched whom and what it is about
/// @param profile the key of the one profile it is about, or null
/// @param change from → to
/// @param evidence the proof, the reason among it
/// @param voids the entry it voids, or null
/// @param voidedBy the entry that voids it, or null
public record LedgerEntry(long seq, Instant at, Instant recordedAt, String actor, Source source, Kind kind,
        Touched touched, @Nullable String profile, ObjectNode change, ObjectNode evidence, @Nullable Long voids,
        @Nullable Long voidedBy) {}
