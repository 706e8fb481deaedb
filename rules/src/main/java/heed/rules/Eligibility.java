package heed.rules;

import java.util.ArrayList;
import java.util.List;

/// May this person be contacted by this delivery, and if not, why not?
public final class Eligibility {

    private Eligibility() {
    }

    /// Walks the typology's rules in order of precedence and collects every one whose fact holds (semantics §4).
    ///
    /// Pure and total. Fails closed: when a fact that the typology asks for is unknown, `rule_failed` follows the
    /// sure causes, whatever the typology says. `duplicate` has no fact: whoever holds the population decides it
    /// afterwards, among those whom this targets.
    public static Decision decide(Typology typology, Facts facts) {
        List<Cause> causes = new ArrayList<>();
        boolean failed = false;
        for (ExclusionRule rule : typology.rules()) {
            Fact fact = rule.fact().orElse(null);
            if (fact == null) {
                continue;
            }
            switch (facts.truth(fact)) {
                case YES -> causes.add(new Cause(rule, facts.detail(fact)));
                case UNKNOWN -> failed = true;
                case NO -> {
                }
            }
        }
        if (failed) {
            causes.add(Cause.of(ExclusionRule.RULE_FAILED));
        }
        return causes.isEmpty() ? new Decision.Targeted() : new Decision.Excluded(causes);
    }
}
