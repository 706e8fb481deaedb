package heed.rules.quarantine;

import heed.rules.Origin;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The table of semantics §2, one line for each type of event. Events are applied in [AddressEvent#ORDER].
final class AddressFold {

    private final QuarantineLimits limits;
    private final Map<Mark, Origin> marks = new EnumMap<>(Mark.class);
    private final TreeMap<Integer, Origin> optOuts;
    private ErrorPart error;
    private @Nullable Origin heldError;
    private @Nullable Origin heldText;

    AddressFold(AddressState start, QuarantineLimits limits) {
        this.limits = limits;
        this.marks.putAll(start.marks());
        this.optOuts = new TreeMap<>(start.optOuts());
        this.error = start.error();
        this.heldError = start.heldError();
        this.heldText = start.heldText();
    }

    AddressState state() {
        return new AddressState(error, marks, optOuts, heldError, heldText);
    }

    void apply(AddressEvent event) {
        if (event.ignored()) {
            return;
        }
        error = limits.faded(error, event.at());
        if (event.held()) {
            hold(event);
        } else {
            decide(event);
        }
    }

    private void decide(AddressEvent event) {
        switch (event.type()) {
            case HARD -> error = error instanceof ErrorPart.Quarantined ? error : quarantined(event, error.count() + 1);
            case SOFT -> error = soft(event);
            case COMPLAINT -> marks.putIfAbsent(Mark.COMPLAINT, origin(event));
            case STOP -> marks.putIfAbsent(Mark.STOP, origin(event));
            case OPT_OUT -> {
                optOuts.putIfAbsent(event.profileId(), origin(event));
                markOptOut();
            }
            case OPT_IN -> {
                optOuts.remove(event.profileId());
                markOptOut();
            }
            case START -> marks.remove(Mark.STOP);
            case DELIVERED -> error = error instanceof ErrorPart.Erroneous ? new ErrorPart.None() : error;
            case OPERATOR_VALID -> clear();
            case RELEASE -> setError(new ErrorPart.None());
            case OPERATOR_ERRONEOUS -> setError(erroneous(event, Math.max(1, event.count())));
            case OPERATOR_QUARANTINED -> setError(quarantined(event, Math.max(1, event.count())));
            case OPERATOR_DENYLISTED -> marks.putIfAbsent(Mark.MANUAL, origin(event));
            case IGNORED -> {
            }
        }
    }

    /// What waits for a decision would, once decided, do what its type says; until then it only excludes. An operator who
    /// would undo that effect later also ends the waiting; a START does not, for it clears nothing but the mark `stop`.
    private void hold(AddressEvent event) {
        switch (event.type()) {
            case HARD, SOFT -> heldError = heldError == null ? origin(event) : heldError;
            case STOP, IGNORED -> heldText = heldText == null ? origin(event) : heldText;
            case COMPLAINT, OPT_OUT, OPERATOR_ERRONEOUS, OPERATOR_QUARANTINED, OPERATOR_DENYLISTED -> decide(event);
            case DELIVERED, START, OPT_IN, OPERATOR_VALID, RELEASE -> {
                // Nothing else is ever held; if it were, what restricts would count and what lifts would not.
            }
        }
    }

    private ErrorPart soft(AddressEvent event) {
        return switch (error) {
            case ErrorPart.None _ -> counted(event, 1);
            case ErrorPart.Erroneous(int count, Instant at, ErrorReason _, long _) ->
                event.at().isBefore(at.plus(limits.softGap())) ? error : counted(event, count + 1);
            case ErrorPart.Quarantined _ -> error;
        };
    }

    private ErrorPart counted(AddressEvent event, int count) {
        return count >= limits.softLimit() ? quarantined(event, count) : erroneous(event, count);
    }

    private void clear() {
        setError(new ErrorPart.None());
        marks.clear();
        optOuts.clear();
        heldText = null;
    }

    private void setError(ErrorPart to) {
        error = to;
        heldError = null;
    }

    /// The mark `opt_out` stands as long as one profile's does, since the first of them.
    private void markOptOut() {
        optOuts.values().stream().min(Comparator.comparing(Origin::since).thenComparingLong(Origin::seq))
                .ifPresentOrElse(first -> marks.put(Mark.OPT_OUT, first), () -> marks.remove(Mark.OPT_OUT));
    }

    private static ErrorPart erroneous(AddressEvent event, int count) {
        return new ErrorPart.Erroneous(count, event.at(), event.reason(), event.seq());
    }

    private static ErrorPart quarantined(AddressEvent event, int count) {
        return new ErrorPart.Quarantined(count, event.at(), event.reason(), event.seq());
    }

    private static Origin origin(AddressEvent event) {
        return new Origin(event.at(), event.seq());
    }
}
