package heed.rules;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// A named set of rules that a delivery uses (semantics §4).
///
/// Promises: `rules` is unmodifiable and walked in order of precedence; `no_address` and `rule_failed` are always
/// in it.
///
/// @param name the name it is chosen by
/// @param rules the rules it has
public record Typology(String name, Set<ExclusionRule> rules) {

    /// Built in: every rule.
    public static final Typology MARKETING = new Typology("marketing", EnumSet.allOf(ExclusionRule.class));

    /// Built in: for messages that people need (receipts, password resets): no opt-out, no subscription, but never
    /// to an address that must not be used.
    public static final Typology TRANSACTIONAL = new Typology("transactional", transactionalRules());

    /// @throws IllegalArgumentException without `no_address` or `rule_failed`
    public Typology {
        if (!rules.contains(ExclusionRule.NO_ADDRESS) || !rules.contains(ExclusionRule.RULE_FAILED)) {
            throw new IllegalArgumentException("no typology goes without no_address and rule_failed");
        }
        rules = Collections.unmodifiableSet(EnumSet.copyOf(rules));
    }

    /// The built-in typology of that name; they are read-only.
    public static Optional<Typology> builtIn(String name) {
        return switch (name) {
            case "marketing" -> Optional.of(MARKETING);
            case "transactional" -> Optional.of(TRANSACTIONAL);
            default -> Optional.empty();
        };
    }

    public boolean has(ExclusionRule rule) {
        return rules.contains(rule);
    }

    /// This typology without some rules, for a what-if; those it does not have make no difference.
    ///
    /// @throws IllegalArgumentException when one of them is not [ExclusionRule#droppable]
    public Typology without(Set<ExclusionRule> dropped) {
        for (ExclusionRule rule : dropped) {
            if (!rule.droppable()) {
                throw new IllegalArgumentException(rule.code() + " cannot be dropped");
            }
        }
        EnumSet<ExclusionRule> left = EnumSet.copyOf(rules);
        left.removeAll(dropped);
        return new Typology(name, left);
    }

    private static Set<ExclusionRule> transactionalRules() {
        EnumSet<ExclusionRule> rules = EnumSet.allOf(ExclusionRule.class);
        rules.removeIf(rule -> !rule.transactional());
        return rules;
    }
}
