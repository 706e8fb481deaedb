package heed.rules.quarantine;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What happened to one address. A voided event is left out before folding; each event of a sender is given once.
///
/// @param at when it counts, by [EventTime], cut to microseconds
/// @param type what happened
/// @param reason why, `null` when nobody said
/// @param count for an operator's `erroneous` or `quarantined`: the number of errors to start with; else 0
/// @param profileId whose opt-out or opt-in it is; 0 for none
/// @param held a hard error or a text that waits for a decision: it excludes, and does nothing else yet
/// @param id the sender's own id of the event, empty when there is none
/// @param seq the ledger entry that recorded it
public record AddressEvent(Instant at, Type type, @Nullable ErrorReason reason, int count, int profileId, boolean held,
        String id, long seq) {

    /// The order of the fold: by moment, rank and id. What follows only makes the order of events that share all
    /// three independent of their arrival; `seq` tells which of two equal events is named as evidence.
    public static final Comparator<AddressEvent> ORDER = Comparator.comparing(AddressEvent::at)
            .thenComparingInt(event -> event.type().rank()).thenComparing(AddressEvent::id)
            .thenComparing(AddressEvent::type).thenComparingInt(AddressEvent::profileId)
            .thenComparing(AddressEvent::held).thenComparingInt(AddressEvent::count)
            .thenComparing(event -> event.reason() == null ? "" : event.reason().code())
            .thenComparingLong(AddressEvent::seq);

    public AddressEvent {
        at = at.truncatedTo(ChronoUnit.MICROS);
    }

    /// An event with nothing but a reason.
    public static AddressEvent of(Instant at, Type type, @Nullable ErrorReason reason, String id, long seq) {
        return new AddressEvent(at, type, reason, 0, 0, false, id, seq);
    }

    /// Does it change nothing, because of its type or because its reason says nothing about the address?
    public boolean ignored() {
        return (type == Type.IGNORED && !held) || (type.feedback() && reason != null && reason.neverCounts());
    }

    /// What happened. Codes are stored: they are added, never renamed. Within a rank the constants stand from lifting
    /// to restricting.
    public enum Type {
        /// A message arrived: clears soft errors, never a quarantine or a mark.
        DELIVERED("delivered", 0),
        /// The owner sent START: clears the mark `stop`, nothing else.
        START("start", 1),
        /// An operator's `valid`: clears every part.
        OPERATOR_VALID("operator_valid", 2),
        /// A bulk release: clears the errors, never a mark.
        RELEASE("release", 2),
        /// One profile took back its opt-outs of scope `address`: clears the mark `opt_out` of that profile.
        OPT_IN("opt_in", 2),
        /// An operator's `erroneous`: sets the errors, marks stay.
        OPERATOR_ERRONEOUS("operator_erroneous", 2),
        /// An operator's `quarantined`: sets the errors, marks stay.
        OPERATOR_QUARANTINED("operator_quarantined", 2),
        /// An operator's `denylisted`: sets the mark `manual`, everything else stays.
        OPERATOR_DENYLISTED("operator_denylisted", 2),
        /// A passing error.
        SOFT("soft", 3),
        /// Logged, changes nothing.
        IGNORED("ignored", 3),
        /// A lasting error: quarantines at once.
        HARD("hard", 4),
        /// Reported as spam: sets its mark.
        COMPLAINT("complaint", 5),
        /// The owner sent STOP: sets its mark.
        STOP("stop", 6),
        /// A profile opted out with scope `address`: sets its mark for that profile.
        OPT_OUT("opt_out", 7);

        private final String code;
        private final int rank;

        Type(String code, int rank) {
            this.code = code;
            this.rank = rank;
        }

        /// The code that is stored.
        public String code() {
            return code;
        }

        /// Its place among the events of one moment (semantics §2): the restrictive one comes last.
        public int rank() {
            return rank;
        }

        /// Did it come back from a message or its reader, not from an operator or a profile's choice?
        public boolean feedback() {
            return switch (this) {
                case DELIVERED, START, SOFT, IGNORED, HARD, COMPLAINT, STOP -> true;
                case OPERATOR_VALID, RELEASE, OPT_IN, OPERATOR_ERRONEOUS, OPERATOR_QUARANTINED, OPERATOR_DENYLISTED,
                        OPT_OUT ->
                    false;
            };
        }

        /// The type of a code; empty for anything else.
        public static Optional<Type> ofCode(String code) {
            return Arrays.stream(values()).filter(type -> type.code.equals(code)).findFirst();
        }
    }
}
