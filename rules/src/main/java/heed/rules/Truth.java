package heed.rules;

import org.jspecify.annotations.Nullable;

/// Whether a fact holds: what is not known is neither yes nor no, and excludes (fail closed, semantics §4).
public enum Truth {
    /// The fact holds.
    YES,
    /// The fact surely does not hold.
    NO,
    /// Nobody can tell: a value is missing, or computing it failed.
    UNKNOWN;

    /// The truth of a value that may be unknown (`null`).
    public static Truth of(@Nullable Boolean value) {
        return value == null ? UNKNOWN : value ? YES : NO;
    }
}
