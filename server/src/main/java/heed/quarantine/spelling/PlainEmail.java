package heed.quarantine.spelling;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The fast way for the e-mail addresses that nearly every file consists of: plain ASCII, plain domain.
///
/// It answers only where the full rules (semantics §6) would answer the same, and declines everything else:
/// white space around, quotes, other scripts, `xn--` labels, a trailing dot, whatever is wrong. One pass, and no
/// allocation where the text is canonical already.
public final class PlainEmail {

    private static final int LOCAL_LIMIT = 64;
    private static final int TOTAL_LIMIT = 254;
    private static final int LABEL_LIMIT = 63;
    /// Characters of an unquoted local part besides letters, digits and dots (RFC 5322 atext).
    private static final String MARKS = "!#$%&'*+-/=?^_`{|}~";
    private static final boolean[] IN_LOCAL = new boolean[128];

    static {
        for (char c = 0; c < IN_LOCAL.length; c++) {
            IN_LOCAL[c] = isLetterOrDigit(c) || MARKS.indexOf(c) >= 0;
        }
    }

    private PlainEmail() {
    }

    /// The canonical form, or null where the full rules have to decide.
    public static @Nullable String canonical(String raw) {
        if (raw.length() > TOTAL_LIMIT) {
            return null;
        }
        int at = endOfLocal(raw);
        return at > 0 && isPlainDomain(raw, at + 1) ? lower(raw) : null;
    }

    /// The place of the at-sign after a plain dot-atom of at most 64 characters, else -1.
    private static int endOfLocal(String raw) {
        boolean dotAllowed = false;
        for (int i = 0; i < raw.length() && i <= LOCAL_LIMIT; i++) {
            char c = raw.charAt(i);
            if (c < IN_LOCAL.length && IN_LOCAL[c]) {
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

    private static boolean isPlainDomain(String raw, int start) {
        int label = start;
        int labels = 0;
        for (int i = start; i <= raw.length(); i++) {
            if (i == raw.length() || raw.charAt(i) == '.') {
                if (!isPlainLabel(raw, label, i)) {
                    return false;
                }
                labels++;
                label = i + 1;
            }
        }
        return labels >= 2 && isLetter(raw.charAt(raw.lastIndexOf('.') + 1));
    }

    /// Letters, digits and inner hyphens; hyphens at the third and fourth place (`xn--`) are for the full rules.
    private static boolean isPlainLabel(String raw, int start, int end) {
        int length = end - start;
        if (length < 1 || length > LABEL_LIMIT || raw.charAt(start) == '-' || raw.charAt(end - 1) == '-') {
            return false;
        }
        if (length > 3 && raw.charAt(start + 2) == '-' && raw.charAt(start + 3) == '-') {
            return false;
        }
        for (int i = start; i < end; i++) {
            char c = raw.charAt(i);
            if (!isLetterOrDigit(c) && c != '-') {
                return false;
            }
        }
        return true;
    }

    private static String lower(String raw) {
        for (int i = 0; i < raw.length(); i++) {
            if (raw.charAt(i) >= 'A' && raw.charAt(i) <= 'Z') {
                return raw.toLowerCase(Locale.ROOT);
            }
        }
        return raw;
    }

    private static boolean isLetterOrDigit(char c) {
        return isLetter(c) || (c >= '0' && c <= '9');
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
