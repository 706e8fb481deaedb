package heed.landingpage.markup;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The wording of a page as plain text: one line a paragraph, an item or a row.
final class PlainText {
    private static final Set<String> PARAGRAPHS = Set.of("p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "blockquote",
            "table", "caption", "hr");
    private static final Set<String> LINES = Set.of("li", "tr", "br");
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private final StringBuilder text = new StringBuilder();
    private int breaks;

    void open(String element) {
        around(element);
        if (element.equals("li")) {
            lines("- ");
        } else if (element.equals("td") || element.equals("th")) {
            text(" ");
        }
    }

    /// @param attributes name after value, as the sanitiser gives them
    void close(String element, List<String> attributes) {
        String target = target(attributes);
        if (element.equals("a") && target != null) {
            text(" (" + target + ")");
        }
        around(element);
    }

    /// Words of a line; white space is folded.
    void text(String words) {
        String folded = SPACE.matcher(words).replaceAll(" ");
        boolean atStart = breaks > 0 || text.isEmpty() || text.charAt(text.length() - 1) == ' ';
        String said = atStart ? folded.stripLeading() : folded;
        if (!said.isEmpty()) {
            lines(said);
        }
    }

    /// Lines of their own, as they are.
    void paragraph(String lines) {
        if (!lines.isEmpty()) {
            breakTo(2);
            lines(lines);
            breakTo(2);
        }
    }

    private void lines(String lines) {
        if (!text.isEmpty()) {
            text.append("\n".repeat(breaks));
        }
        breaks = 0;
        text.append(lines);
    }

    private void around(String element) {
        if (PARAGRAPHS.contains(element)) {
            breakTo(2);
        } else if (LINES.contains(element)) {
            breakTo(1);
        }
    }

    private void breakTo(int atLeast) {
        breaks = Math.max(breaks, atLeast);
    }

    private static @Nullable String target(List<String> attributes) {
        int at = attributes.indexOf("href");
        return at < 0 ? null : attributes.get(at + 1);
    }

    /// The whole, without blanks at the ends of its lines.
    @Override
    public String toString() {
        return text.toString().lines().map(String::stripTrailing).reduce((above, line) -> above + "\n" + line)
                .orElse("").strip();
    }
}
