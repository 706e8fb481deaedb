package heed.feedback.email;

import heed.feedback.mime.HeaderFields;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds e-mail addresses in any text, whatever stands around them. Linear.
final class Addresses {

    private static final int MOST = 2_000;

    private static final int LOCAL = 200;

    private static final int DOMAIN = 255;

    private static final String IN_LOCAL = "!#$%&'*+-/=?^_`{|}~.";

    /// Exchange writes them in front.
    private static final List<String> TYPES = List.of("smtp=", "rfc822=");

    private static final String EDGES = "'`*=-|/.";

    private Addresses() {
    }

    /// An address and where it stands.
    ///
    /// @param address as it is spelled
    /// @param start where it begins
    /// @param end where it ends
    record Found(String address, int start, int end) {}

    /// The first address of a header's value, e.g. of `rfc822;a@example.org` or `"A" <a@example.org>`.
    static @Nullable String first(@Nullable String value) {
        List<Found> found = value == null ? List.of() : in(value);
        return found.isEmpty() ? null : found.getFirst().address();
    }

    /// The only address that a returned message was for; `null` when there are several, or when it is that of a mailing
    /// list (RFC 2369 §3.4): one of its members failed, not the list.
    static @Nullable String only(HeaderFields returned) {
        List<Found> to = in(returned.text("to"));
        if (to.size() != 1) {
            return null;
        }
        String address = to.getFirst().address();
        boolean list = in(returned.text("list-post")).stream()
                .anyMatch(found -> found.address().equalsIgnoreCase(address));
        return list ? null : address;
    }

    static List<Found> in(String text) {
        List<Found> found = new ArrayList<>();
        int from = 0;
        for (int at = text.indexOf('@'); at >= 0 && found.size() < MOST; at = text.indexOf('@', at + 1)) {
            int end = domainEnd(text, at + 1);
            int start = end < 0 ? -1 : localStart(text, at, from);
            if (start >= 0) {
                found.add(new Found(text.substring(start, end), start, end));
                from = end;
            }
        }
        return found;
    }

    private static int domainEnd(String text, int start) {
        int end = start;
        int limit = Math.min(text.length(), start + DOMAIN);
        while (end < limit && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '-'
                || (text.charAt(end) == '.' && end > start && text.charAt(end - 1) != '.'))) {
            end++;
        }
        while (end > start && (text.charAt(end - 1) == '.' || text.charAt(end - 1) == '-')) {
            end--;
        }
        int dot = text.lastIndexOf('.', end - 1);
        boolean domain = dot > start && end - dot > 2 && !Character.isDigit(text.charAt(end - 1));
        return domain ? end : -1;
    }

    private static int localStart(String text, int at, int from) {
        if (at > from && text.charAt(at - 1) == '"') {
            int quote = text.lastIndexOf('"', at - 2);
            return quote >= Math.max(from, at - LOCAL) && !hasLine(text, quote, at) ? quote : -1;
        }
        int start = at;
        int limit = Math.max(from, at - LOCAL);
        while (start > limit && inLocal(text.charAt(start - 1))) {
            start--;
        }
        while (start < at && EDGES.indexOf(text.charAt(start)) >= 0) {
            start++;
        }
        for (String type : TYPES) {
            start = text.regionMatches(true, start, type, 0, type.length()) ? start + type.length() : start;
        }
        return start < at ? start : -1;
    }

    private static boolean hasLine(String text, int from, int to) {
        int line = text.indexOf('\n', from);
        return line >= 0 && line < to;
    }

    private static boolean inLocal(char c) {
        return Character.isLetterOrDigit(c) || IN_LOCAL.indexOf(c) >= 0;
    }
}
