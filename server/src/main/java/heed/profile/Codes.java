package heed.profile;

import heed.ledger.Source;
import heed.rules.optout.Switch;
import heed.web.Code;
import heed.web.Problem;
import org.jspecify.annotations.Nullable;

/// Codes in requests about choices, and what they are where they are left out.
final class Codes {

    private Codes() {
    }

    /// @throws Problem 400
    static Source source(@Nullable String code) {
        return Code.optional("source", code, Source.values(), Source::code).orElse(Source.API);
    }

    /// @throws Problem 400
    static Scope scope(@Nullable String code) {
        return Code.optional("scope", code, Scope.values(), Scope::code).orElse(Scope.PROFILE);
    }

    /// @throws Problem 400
    static Switch switchOf(@Nullable String code) {
        return Code.required("channel", code, Switch.values(), Switch::code);
    }
}
