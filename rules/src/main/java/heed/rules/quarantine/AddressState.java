package heed.rules.quarantine;

import heed.rules.AddressStatus;
import heed.rules.Origin;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The state of an address: the fold of its own events in the order they happened (semantics §2).
///
/// Three parts that do not touch each other: the errors, the marks, and what waits for a decision (held).
/// Promises: any arrival order gives the same state. Soft errors fade: the state stands at the moment of its last
/// event, so ask [#at] for the state at another moment, always.
///
/// @param error the delivery errors
/// @param marks the marks that are set, in order, each since its event; `opt_out` since the first opt-out that stands
/// @param optOuts the profiles whose opt-outs of scope `address` stand, by profile id
/// @param heldError the hard error that waits for a decision, `null` for none
/// @param heldText the text that waits for somebody to read it, `null` for none
public record AddressState(ErrorPart error, Map<Mark, Origin> marks, Map<Integer, Origin> optOuts,
        @Nullable Origin heldError, @Nullable Origin heldText) {

    private static final AddressState NONE = new AddressState(new ErrorPart.None(), Map.of(), Map.of(), null, null);

    public AddressState {
        EnumMap<Mark, Origin> markCopy = new EnumMap<>(Mark.class);
        markCopy.putAll(marks);
        marks = Collections.unmodifiableMap(markCopy);
        optOuts = Collections.unmodifiableMap(new TreeMap<>(optOuts));
    }

    /// Nothing is known against the address.
    public static AddressState none() {
        return NONE;
    }

    /// What all the events of an address come to, whatever order they are given in. Voided ones are left out before.
    public static AddressState fold(Collection<AddressEvent> events, QuarantineLimits limits) {
        return NONE.after(events, limits);
    }

    /// One step from here. `newest` must come after every event folded before; else fold them all again.
    public AddressState after(AddressEvent newest, QuarantineLimits limits) {
        return after(List.of(newest), limits);
    }

    /// The state at a moment not before its last event: `erroneous` whose last counted error is older than the limit
    /// has faded. Exactly at the limit it has not.
    public AddressState at(Instant now, QuarantineLimits limits) {
        ErrorPart left = limits.faded(error, now);
        return left.equals(error) ? this : new AddressState(left, marks, optOuts, heldError, heldText);
    }

    /// From when on the errors will have faded if nothing else happens: later than the returned moment. `null` when
    /// there is nothing that fades.
    public @Nullable Instant fadesAfter(QuarantineLimits limits) {
        return error instanceof ErrorPart.Erroneous erroneous ? limits.fadesAfter(erroneous) : null;
    }

    /// The state in one word: any mark, else the errors, where what is held counts as quarantined.
    public AddressStatus status() {
        if (!marks.isEmpty()) {
            return AddressStatus.DENYLISTED;
        }
        return switch (error) {
            case ErrorPart.Quarantined _ -> AddressStatus.QUARANTINED;
            case ErrorPart.Erroneous _ -> held() ? AddressStatus.QUARANTINED : AddressStatus.ERRONEOUS;
            case ErrorPart.None _ -> held() ? AddressStatus.QUARANTINED : AddressStatus.VALID;
        };
    }

    /// Does something wait for a decision?
    public boolean held() {
        return heldError != null || heldText != null;
    }

    private AddressState after(Collection<AddressEvent> events, QuarantineLimits limits) {
        AddressFold fold = new AddressFold(this, limits);
        events.stream().sorted(AddressEvent.ORDER).forEach(fold::apply);
        return fold.state();
    }
}
