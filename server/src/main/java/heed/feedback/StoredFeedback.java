package heed.feedback;

import heed.ledger.Actor;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A piece of feedback as it is read to be understood.
///
/// @param turn how often it was applied before
@SuppressWarnings("ArrayRecordComponent")
public record StoredFeedback(long id, Instant receivedAt, Way way, String sender, @Nullable String envelope,
        Actor actor, int turn, byte[] raw) {

    /// Masked: no log holds an address.
    @Override
    public String toString() {
        return "StoredFeedback[" + id + "]";
    }
}
