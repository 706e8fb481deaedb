package heed.rules.quarantine;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// The moment that counts for an event of an address (semantics §2).
public final class EventTime {

    /// How old feedback may be and still keep its own time.
    public static final Duration TOO_OLD = Duration.ofDays(90);

    private EventTime() {
    }

    /// The moment at which an event is judged: its own, but never later than its receipt. When it is more than 90
    /// days old, a restriction (hard, soft, complaint, stop, opt-out) is judged at receipt, and what would lift one
    /// (delivered, start) is empty: drop it, but keep it visible. An operator's word and a logged event keep their
    /// time. Cut to microseconds.
    public static Optional<Instant> judge(AddressEvent.Type type, Instant at, Instant receivedAt) {
        Instant cut = at.truncatedTo(ChronoUnit.MICROS);
        Instant received = receivedAt.truncatedTo(ChronoUnit.MICROS);
        if (cut.isAfter(received)) {
            return Optional.of(received);
        }
        if (!cut.isBefore(received.minus(TOO_OLD))) {
            return Optional.of(cut);
        }
        return switch (type) {
            case HARD, SOFT, COMPLAINT, STOP, OPT_OUT -> Optional.of(received);
            case DELIVERED, START -> Optional.empty();
            case OPT_IN, OPERATOR_VALID, OPERATOR_ERRONEOUS, OPERATOR_QUARANTINED, OPERATOR_DENYLISTED, RELEASE,
                    IGNORED ->
                Optional.of(cut);
        };
    }
}
