package heed.rules;

import org.jspecify.annotations.Nullable;

/// One reason why somebody is excluded.
///
/// @param rule the rule that excludes
/// @param detail more on it: for `not_subscribed` the subscription's state, else `null`
public record Cause(ExclusionRule rule, @Nullable String detail) {

    /// A cause that has nothing more to say.
    public static Cause of(ExclusionRule rule) {
        return new Cause(rule, null);
    }
}
