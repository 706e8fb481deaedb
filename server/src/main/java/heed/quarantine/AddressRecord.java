package heed.quarantine;

import heed.rules.AddressStatus;
import heed.rules.quarantine.AddressState;
import heed.rules.quarantine.ErrorPart;
import heed.rules.quarantine.ErrorReason;
import heed.rules.quarantine.Mark;
import heed.rules.quarantine.QuarantineLimits;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The state of an address as the quarantine list shows it; stored as a row of `address_states`.
///
/// As stored it stands at the address's last event; [#at] takes it to a later moment.
///
/// @param addressId whose state it is
/// @param status in one word
/// @param error the error part
/// @param errorText what the other side said with the error, or null
/// @param marks the marks that are set
/// @param held whether something about the address waits for a decision
/// @param lastDelivery the delivery of its newest event that names one, or null
/// @param updatedAt when the state was last written, or null where the address never had an event
record AddressRecord(int addressId, AddressStatus status, ErrorPart error, @Nullable String errorText, Set<Mark> marks,
        boolean held, @Nullable Long lastDelivery, @Nullable Instant updatedAt) {

    /// The error part from its columns: 0 none, 1 erroneous, 2 quarantined.
    static ErrorPart error(int number, int count, @Nullable Instant at, @Nullable String reason) {
        ErrorReason why = reason == null ? null : ErrorReason.ofCode(reason).orElseThrow();
        Instant when = at == null ? Instant.EPOCH : at;
        return switch (number) {
            case 0 -> new ErrorPart.None();
            case 1 -> new ErrorPart.Erroneous(count, when, why, 0);
            case 2 -> new ErrorPart.Quarantined(count, when, why, 0);
            default -> throw new IllegalArgumentException("error part " + number);
        };
    }

    /// The same at a later moment: errors fade (semantics §2).
    AddressRecord at(Instant now, QuarantineLimits limits) {
        ErrorPart left = new AddressState(error, Map.of(), Map.of(), null, null).at(now, limits).error();
        if (left.equals(error)) {
            return this;
        }
        AddressStatus then = status == AddressStatus.ERRONEOUS ? AddressStatus.VALID : status;
        return new AddressRecord(addressId, then, left, null, marks, held, lastDelivery, updatedAt);
    }

    /// The same, written now.
    AddressRecord updated(Instant now) {
        return new AddressRecord(addressId, status, error, errorText, marks, held, lastDelivery, now);
    }
}
