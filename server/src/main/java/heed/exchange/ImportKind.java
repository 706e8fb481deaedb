package heed.exchange;

import java.util.Arrays;
import java.util.Optional;

/// What the rows of an import are (4-api "Files"). Codes are persisted.
public enum ImportKind {
    /// Profiles with their addresses and attributes.
    PROFILES("profiles"),
    /// Choices: opt-outs and, where allowed, opt-ins.
    OPT_OUTS("opt_outs"),
    /// Addresses that must not be used.
    QUARANTINE("quarantine"),
    /// Subscriptions to services.
    SUBSCRIPTIONS("subscriptions");

    private final String code;

    ImportKind(String code) {
        this.code = code;
    }

    /// The code in URLs, JSON and the database.
    public String code() {
        return code;
    }

    /// The kind of that code, if there is one.
    public static Optional<ImportKind> ofCode(String code) {
        return Arrays.stream(values()).filter(kind -> kind.code.equals(code)).findFirst();
    }
}
