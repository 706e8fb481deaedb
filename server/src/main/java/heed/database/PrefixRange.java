package heed.database;

import org.jspecify.annotations.Nullable;

/// The range of texts that begin with a prefix, in the order of code points (`collate "C"`): `from <= text < to`.
///
/// @param from the prefix
/// @param to the first text after all of them, or null where there is none
public record PrefixRange(String from, @Nullable String to) {

    /// The range of the texts that begin with this.
    public static PrefixRange of(String prefix) {
        int[] points = prefix.codePoints().toArray();
        for (int i = points.length - 1; i >= 0; i--) {
            if (points[i] < Character.MAX_CODE_POINT) {
                int next = points[i] + 1;
                // The surrogates are no characters of their own; the order of UTF-8 goes on behind them.
                int valid = next >= Character.MIN_SURROGATE && next <= Character.MAX_SURROGATE
                        ? Character.MAX_SURROGATE + 1
                        : next;
                return new PrefixRange(prefix,
                        new StringBuilder(new String(points, 0, i)).appendCodePoint(valid).toString());
            }
        }
        return new PrefixRange(prefix, null);
    }
}
