package heed.feedback.email;

import java.util.List;

/// The words of mail systems: an ordered list of lines, the first that matches counts. Immutable.
public final class PatternSet {

    private PatternSet() {
    }

    /// What comes with the product: `heed/feedback/patterns.tsv`.
    public static PatternSet standard() {
        return parse(standardText());
    }

    /// The text of the file that comes with the product, to be edited.
    public static String standardText() {
        return "";
    }

    /// @throws PatternProblems with every line that cannot be understood
    public static PatternSet parse(String text) {
        return new PatternSet();
    }

    /// The lines of a text that cannot be understood, e.g. `line 12: reason "xx" is not known`.
    public static final class PatternProblems extends IllegalArgumentException {

        private static final long serialVersionUID = 1L;

        private final List<String> lines;

        PatternProblems(List<String> lines) {
            super(String.join("; ", lines));
            this.lines = List.copyOf(lines);
        }

        /// One sentence for each line, with its number.
        public List<String> lines() {
            return lines;
        }
    }
}
