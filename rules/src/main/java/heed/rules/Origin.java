package heed.rules;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Since when something holds, and on what evidence: it belongs to the event after which it was never lifted.
/// A repeat does not move it (semantics §1).
///
/// @param since the moment of that event, cut to microseconds
/// @param seq the ledger entry that recorded it
public record Origin(Instant since, long seq) {

    public Origin {
        since = since.truncatedTo(ChronoUnit.MICROS);
    }
}
