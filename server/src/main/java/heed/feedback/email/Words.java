package heed.feedback.email;

import heed.feedback.mime.Fold;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One wording of a pattern: pieces of folded text that follow each other with at most [#GAP] characters between.
/// Begins and ends at the edge of a word, unless it ends with `*`. Matching looks at each character a bounded number of
/// times, whatever the text is.
///
/// @param line the line it stands on
/// @param pieces in order, none empty
/// @param openEnd the last word may go on
record Words(PatternLine line, List<String> pieces, boolean openEnd) {

    static final int GAP = 60;

    static final int SHORTEST = 2;

    /// Reads one wording; `null` when it has no first piece to look for.
    static @Nullable Words parse(PatternLine line, String wording) {
        String folded = Fold.of(wording).strip();
        boolean openEnd = folded.endsWith("*");
        List<String> pieces = List.of(folded.split("\\*", -1)).stream().filter(piece -> !piece.isEmpty()).toList();
        return folded.startsWith("*") || pieces.isEmpty() || pieces.getFirst().length() < SHORTEST
                ? null
                : new Words(line, pieces, openEnd);
    }

    /// Where the wording that begins at this place ends; -1 when it is not there.
    int endOf(String text, int at) {
        String first = pieces.getFirst();
        if (!text.startsWith(first, at) || !edge(text, at)) {
            return -1;
        }
        int end = at + first.length();
        for (int i = 1; i < pieces.size(); i++) {
            end = next(text, pieces.get(i), end, i == pieces.size() - 1 && !openEnd);
            if (end < 0) {
                return -1;
            }
        }
        return openEnd || edge(text, end) ? end : -1;
    }

    private static int next(String text, String piece, int from, boolean atEdge) {
        int limit = Math.min(text.length(), from + GAP + piece.length());
        int found = text.indexOf(piece, from, limit);
        while (found >= 0 && atEdge && !edge(text, found + piece.length())) {
            found = text.indexOf(piece, found + 1, limit);
        }
        return found < 0 ? -1 : found + piece.length();
    }

    /// Is this place between two words? Scripts without blanks have edges everywhere.
    static boolean edge(String text, int at) {
        if (at <= 0 || at >= text.length()) {
            return true;
        }
        char before = text.charAt(at - 1);
        char after = text.charAt(at);
        return !word(before) || !word(after);
    }

    private static boolean word(char c) {
        return c < 128 ? (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') : Character.isLetter(c) && c < '\u2e80';
    }
}
