package heed.operator;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;

/// What an API key is good for.
enum Scope {
    /// Looking: every GET, eligibility, what-if.
    READ("read"),
    /// Profiles, choices, quarantine, subscriptions, imports, deliveries, analysis.
    WRITE("write"),
    /// Handing off.
    SEND("send"),
    /// Every scope, and the rest.
    ADMIN("admin");

    private final String code;

    Scope(String code) {
        this.code = code;
    }

    @JsonValue
    String code() {
        return code;
    }

    static Optional<Scope> ofCode(String code) {
        return Arrays.stream(values()).filter(scope -> scope.code.equals(code)).findFirst();
    }

    /// Is a key with these scopes (codes) good for this one?
    boolean in(Collection<String> scopes) {
        return scopes.contains(code) || scopes.contains(ADMIN.code);
    }

    @Override
    public String toString() {
        return code;
    }
}
