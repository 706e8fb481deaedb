package heed.feedback;

import heed.rules.quarantine.AddressEvent;
import java.util.Arrays;
import java.util.Optional;

/// What a piece of feedback means (semantics §2). Codes are stored: they are added, never renamed.
public enum Meaning {
    /// A lasting error: quarantines at once.
    HARD("hard"),
    /// A passing error.
    SOFT("soft"),
    /// Understood, and it says nothing against the address.
    IGNORED("ignored"),
    /// Reported as spam.
    COMPLAINT("complaint"),
    /// The owner of a number sent STOP.
    STOP("stop"),
    /// The owner of a number sent START.
    START("start"),
    /// A message arrived.
    DELIVERED("delivered"),
    /// A message to an unsubscribe address: an opt-out of the profile that its token names.
    UNSUBSCRIBE("unsubscribe"),
    /// For a person to decide.
    UNCLEAR("unclear");

    private final String code;

    Meaning(String code) {
        this.code = code;
    }

    /// The code in JSON and the database.
    public String code() {
        return code;
    }

    /// What happens to the address. What is unclear is logged and, where it is held, waits; an opt-out is about a person,
    /// not about an address.
    public AddressEvent.Type event() {
        return switch (this) {
            case HARD -> AddressEvent.Type.HARD;
            case SOFT -> AddressEvent.Type.SOFT;
            case COMPLAINT -> AddressEvent.Type.COMPLAINT;
            case STOP -> AddressEvent.Type.STOP;
            case START -> AddressEvent.Type.START;
            case DELIVERED -> AddressEvent.Type.DELIVERED;
            case IGNORED, UNCLEAR, UNSUBSCRIBE -> AddressEvent.Type.IGNORED;
        };
    }

    /// May a caller or an operator say so? The others are for Heed to find out.
    public boolean isSaid() {
        return this != UNSUBSCRIBE && this != UNCLEAR;
    }

    /// The meaning of that code, if there is one.
    public static Optional<Meaning> ofCode(String code) {
        return Arrays.stream(values()).filter(meaning -> meaning.code.equals(code)).findFirst();
    }

    /// Those that a caller or an operator may say.
    public static Meaning[] said() {
        return Arrays.stream(values()).filter(Meaning::isSaid).toArray(Meaning[]::new);
    }
}
