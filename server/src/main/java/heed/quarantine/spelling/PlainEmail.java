package heed.quarantine.spelling;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The fast way for the e-mail addresses that nearly every file consists of: plain ASCII, plain domain.
///
/// It answers only where the full rules (semantics §6) would answer the same, and declines everything else:
/// white space around, quotes, other scripts, `xn--` labels, a trailing dot, whatever is wrong. One pass over the
/// bytes of UTF-8.
public final class PlainEmail {

    private static final int LOCAL_LIMIT = 64;
    private static final int TOTAL_LIMIT = 254;
    private static final int LABEL_LIMIT = 63;
    /// Characters of an unquoted local part besides letters, digits and dots (RFC 5322 atext).
    private static final String MARKS = "!#$%&'*+-/=?^_`{|}~";
    private static final boolean[] IN_LOCAL = new boolean[128];

    static {
        for (char c = 0; c < IN_LOCAL.length; c++) {
            IN_LOCAL[c] = isLetterOrDigit((byte) c) || MARKS.indexOf(c) >= 0;
        }
    }

    private PlainEmail() {
    }

    /// The canonical form, or null where the full rules have to decide. No new text where it is canonical already.
    public static @Nullable String canonical(String raw) {
        if (raw.length() > TOTAL_LIMIT) {
            return null;
        }
        byte[] utf8 = raw.getBytes(StandardCharsets.UTF_8);
        if (!isPlain(utf8, 0, utf8.length)) {
            return null;
        }
        return hasCapital(utf8, 0, utf8.length) ? raw.toLowerCase(Locale.ROOT) : raw;
    }

    /// Is this an address in its canonical form already? False also where the full rules have to decide.
    public static boolean isCanonical(byte[] utf8, int from, int to) {
        return isPlain(utf8, from, to) && !hasCapital(utf8, from, to);
    }

    private static boolean isPlain(byte[] utf8, int from, int to) {
        if (to - from > TOTAL_LIMIT) {
            return false;
        }
        int at = endOfLocal(utf8, from, to);
        return at > 0 && isPlainDomain(utf8, at + 1, to);
    }

    /// The place of the at-sign after a plain dot-atom of at most 64 characters, else -1.
    private static int endOfLocal(byte[] utf8, int from, int to) {
        boolean dotAllowed = false;
        for (int i = from; i < to && i <= from + LOCAL_LIMIT; i++) {
            byte c = utf8[i];
            if (c >= 0 && IN_LOCAL[c]) {
                dotAllowed = true;
            } else if (c == '@') {
                return dotAllowed ? i : -1;
            } else if (c == '.' && dotAllowed) {
                dotAllowed = false;
            } else {
                return -1;
            }
        }
        return -1;
    }

    private static boolean isPlainDomain(byte[] utf8, int start, int end) {
        int label = start;
        int labels = 0;
        for (int i = start; i <= end; i++) {
            if (i == end || utf8[i] == '.') {
                if (!isPlainLabel(utf8, label, i)) {
                    return false;
                }
                labels++;
                if (i < end) {
                    label = i + 1;
                }
            }
        }
        return labels >= 2 && isLetter(utf8[label]);
    }

    /// Letters, digits and inner hyphens; hyphens at the third and fourth place (`xn--`) are for the full rules.
    private static boolean isPlainLabel(byte[] utf8, int start, int end) {
        int length = end - start;
        if (length < 1 || length > LABEL_LIMIT || utf8[start] == '-' || utf8[end - 1] == '-') {
            return false;
        }
        if (length > 3 && utf8[start + 2] == '-' && utf8[start + 3] == '-') {
            return false;
        }
        for (int i = start; i < end; i++) {
            if (!isLetterOrDigit(utf8[i]) && utf8[i] != '-') {
                return false;
            }
        }
        return true;
    }

    private static boolean hasCapital(byte[] utf8, int from, int to) {
        for (int i = from; i < to; i++) {
            if (utf8[i] >= 'A' && utf8[i] <= 'Z') {
                return true;
            }
        }
        return false;
    }

    private static boolean isLetterOrDigit(byte c) {
        return isLetter(c) || (c >= '0' && c <= '9');
    }

    private static boolean isLetter(byte c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
