package heed.feedback.email;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// All wordings that are looked for in one kind of text, by their first two characters: a text is walked once.
final class WordIndex {

    private final Map<Integer, List<Words>> byStart = new HashMap<>();

    void add(Words words) {
        byStart.computeIfAbsent(key(words.pieces().getFirst(), 0), start -> new ArrayList<>()).add(words);
    }

    /// The line that stands first in the file among those that the folded text holds.
    @Nullable
    PatternLine first(String folded) {
        PatternLine best = null;
        for (int at = 0; at + 1 < folded.length(); at++) {
            if (Words.edge(folded, at)) {
                for (Words words : byStart.getOrDefault(key(folded, at), List.of())) {
                    boolean better = best == null || words.line().number() < best.number();
                    if (better && words.endOf(folded, at) >= 0) {
                        best = words.line();
                    }
                }
            }
        }
        return best;
    }

    /// The line of the longest wording that the text ends with.
    @Nullable
    PatternLine atEnd(String folded) {
        for (int at = 0; at + 1 < folded.length(); at++) {
            for (Words words : byStart.getOrDefault(key(folded, at), List.of())) {
                if (words.endOf(folded, at) == folded.length()) {
                    return words.line();
                }
            }
        }
        return null;
    }

    private static int key(String text, int at) {
        return text.charAt(at) << 16 | text.charAt(at + 1);
    }
}
