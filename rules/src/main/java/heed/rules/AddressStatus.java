package heed.rules;

import java.util.Arrays;
import java.util.Optional;

/// The state of an address in one word (semantics §2). Only `quarantined` and `denylisted` exclude, and they
/// exclude every profile that uses the address.
///
/// Codes and numbers are stored: they are added, never changed. The order is from free to strict.
public enum AddressStatus {
    /// Nothing is known against it.
    VALID("valid", 0),
    /// Some soft errors, not enough to stop using it.
    ERRONEOUS("erroneous", 1),
    /// Not to be used: a hard error, too many soft ones, or one that waits for a decision (held).
    QUARANTINED("quarantined", 2),
    /// Not to be used: a complaint, a STOP, an opt-out for the address, or an operator's decision.
    DENYLISTED("denylisted", 3);

    private final String code;
    private final int number;

    AddressStatus(String code, int number) {
        this.code = code;
        this.number = number;
    }

    /// The code in the API and files.
    public String code() {
        return code;
    }

    /// The number in the database.
    public int number() {
        return number;
    }

    /// The status of a code; empty for anything else.
    public static Optional<AddressStatus> ofCode(String code) {
        return Arrays.stream(values()).filter(status -> status.code.equals(code)).findFirst();
    }

    /// The status of a number of the database.
    ///
    /// @throws IllegalArgumentException for a number that no status has
    public static AddressStatus ofNumber(int number) {
        return Arrays.stream(values()).filter(status -> status.number == number).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no address status has the number " + number));
    }
}
