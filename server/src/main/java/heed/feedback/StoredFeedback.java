package heed.feedback;

import heed.ledger.Actor;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A piece of feedback as it is read to be understood.
///
/// @param once what a second delivery of the same has again: letters, digits and hyphens
/// @param turn how often it was applied before
@SuppressWarnings("ArrayRecordComponent")
public record StoredFeedback(long id, Instant receivedAt, Way way, String sender, String once,
        @Nullable String envelope, Actor actor, int turn, byte[] raw) {

    /// The id of what it says about an address, each time it is applied. It follows from what its sender sent, not from the
    /// order in which things arrived: the fold goes by it (semantics §2).
    public String eventId() {
        return once + "." + turn;
    }

    /// Masked: no log holds an address.
    @Override
    public String toString() {
        return "StoredFeedback[" + id + "]";
    }
}
