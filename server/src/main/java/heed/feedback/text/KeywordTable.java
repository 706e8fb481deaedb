package heed.feedback.text;

import java.util.List;

/// The field's keyword table: lines in order, the first that matches counts. Immutable.
///
/// @param lines in order
public record KeywordTable(List<Keyword> lines) {

    public KeywordTable {
        lines = List.copyOf(lines);
    }

    /// What comes with the product: `heed/feedback/keywords.tsv`.
    public static KeywordTable standard() {
        return parse(standardText());
    }

    /// The text of the file that comes with the product, to be edited.
    public static String standardText() {
        return "";
    }

    /// @throws KeywordProblems with every line that cannot be understood
    public static KeywordTable parse(String text) {
        return new KeywordTable(List.of());
    }

    /// The lines of a text that cannot be understood, e.g. `line 12: action "xx" is not stop, start or none`.
    public static final class KeywordProblems extends IllegalArgumentException {

        private static final long serialVersionUID = 1L;

        private final List<String> lines;

        KeywordProblems(List<String> lines) {
            super(String.join("; ", lines));
            this.lines = List.copyOf(lines);
        }

        /// One sentence for each line, with its number.
        public List<String> lines() {
            return lines;
        }
    }
}
