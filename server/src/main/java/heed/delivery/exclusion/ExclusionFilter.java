package heed.delivery.exclusion;

import heed.rules.ExclusionRule;
import heed.web.Problem;
import org.jspecify.annotations.Nullable;

/// Which exclusions to show; null everywhere shows all.
///
/// @param cause the rule that decided
/// @param matching a rule among the causes
/// @param only the single cause
/// @param q a profile's key or address, or how one begins
/// @param phase whether analysis or hand-off excluded
/// @param detail the detail of the rule that is asked for, of no meaning without one
/// @param most how many a search finds at most, the first in order; 0: all
record ExclusionFilter(@Nullable ExclusionRule cause, @Nullable ExclusionRule matching, @Nullable ExclusionRule only,
        @Nullable String q, @Nullable Phase phase, @Nullable String detail, int most) {

    /// When somebody was excluded.
    enum Phase {
        /// By the analysis.
        ANALYSIS("analysis"),
        /// By the last check before leaving: a late exclusion.
        HAND_OFF("hand_off");

        private final String code;

        Phase(String code) {
            this.code = code;
        }

        /// The code in queries and answers.
        public String code() {
            return code;
        }
    }

    /// Reads the query's parameters.
    ///
    /// @throws Problem 400 for a code that is none
    static ExclusionFilter of(@Nullable String cause, @Nullable String matching, @Nullable String only,
            @Nullable String q, @Nullable String phase) {
        return new ExclusionFilter(rule("cause", cause), rule("matching", matching), rule("only", only),
                q == null || q.isEmpty() ? null : q, phase(phase), null, 0);
    }

    /// The same, of the rule that is asked for only this detail; null: every one.
    ExclusionFilter withDetail(@Nullable String wanted) {
        return new ExclusionFilter(cause, matching, only, q, phase, wanted, most);
    }

    /// The same, where a search finds so many at most.
    ExclusionFilter findingAtMost(int people) {
        return new ExclusionFilter(cause, matching, only, q, phase, detail, people);
    }

    /// Masked: what is searched for may be an address.
    @Override
    public String toString() {
        return "ExclusionFilter[" + named() + ", " + phase + "]";
    }

    /// The rule that is asked for, in whichever role; null for none.
    @Nullable
    ExclusionRule named() {
        return cause != null ? cause : matching != null ? matching : only;
    }

    private static @Nullable ExclusionRule rule(String field, @Nullable String code) {
        return code == null
                ? null
                : ExclusionRule.ofCode(code).orElseThrow(() -> Problem.badRequest(field, "is no cause"));
    }

    private static @Nullable Phase phase(@Nullable String code) {
        if (code == null) {
            return null;
        }
        return switch (code) {
            case "analysis" -> Phase.ANALYSIS;
            case "hand_off" -> Phase.HAND_OFF;
            default -> throw Problem.badRequest("phase", "must be analysis or hand_off");
        };
    }
}
