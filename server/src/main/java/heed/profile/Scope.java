package heed.profile;

import java.util.Arrays;
import java.util.Optional;

/// How far a choice reaches (semantics §1). Codes are persisted.
public enum Scope {
    /// The person: every address of the profile, now and later.
    PROFILE("profile"),
    /// The person, and the addresses the profile has now, whoever else uses them.
    ADDRESS("address");

    private final String code;

    Scope(String code) {
        this.code = code;
    }

    /// The code in JSON and the database.
    public String code() {
        return code;
    }

    /// The scope of that code, if there is one.
    public static Optional<Scope> ofCode(String code) {
        return Arrays.stream(values()).filter(scope -> scope.code.equals(code)).findFirst();
    }
}
