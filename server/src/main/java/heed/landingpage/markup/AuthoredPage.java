package heed.landingpage.markup;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import org.owasp.html.Handler;
import org.owasp.html.HtmlStreamEventReceiver;
import org.owasp.html.HtmlStreamRenderer;

/// Takes what the sanitiser lets through and writes it, with the placeholders filled in.
///
/// A control that cannot stand in a paragraph ends it: elements around it are closed before and opened again after, and
/// one in which nothing stands is not written.
final class AuthoredPage implements HtmlStreamEventReceiver {
    private static final Set<String> EMPTY_ELEMENTS = Set.of("br", "hr");
    private static final Set<String> CONTAINERS = Set.of("li", "td", "th", "blockquote");
    private static final Set<String> CELLS = Set.of("td", "th");

    private final List<Filling> fillings;
    private final StringBuilder html = new StringBuilder();
    private final HtmlStreamRenderer renderer = HtmlStreamRenderer.create(html, Handler.DO_NOTHING);
    private final PlainText plain = new PlainText();
    private final StringBuilder said = new StringBuilder();
    private final List<Element> open = new ArrayList<>();

    /// An element that is open.
    private static final class Element {
        private final String name;
        private final List<String> attributes;
        private boolean written;

        Element(String name, List<String> attributes) {
            this.name = name;
            this.attributes = attributes;
        }
    }

    /// @param fillings by the number in their mark
    AuthoredPage(List<Filling> fillings) {
        this.fillings = fillings;
    }

    String html() {
        return html.toString();
    }

    String text() {
        return plain.toString();
    }

    @Override
    public void openDocument() {
        renderer.openDocument();
    }

    @Override
    public void closeDocument() {
        write();
        renderer.closeDocument();
    }

    @Override
    public void openTag(String name, List<String> attributes) {
        write();
        // Nothing is filled in inside a tag.
        List<String> kept = attributes.stream().anyMatch(AuthoredText::hasMark) ? List.of() : List.copyOf(attributes);
        plain.open(name);
        if (EMPTY_ELEMENTS.contains(name)) {
            writeOpen();
            renderer.openTag(name, kept);
        } else {
            open.add(new Element(name, kept));
        }
    }

    @Override
    public void closeTag(String name) {
        write();
        if (EMPTY_ELEMENTS.contains(name) || open.isEmpty()) {
            return;
        }
        if (CELLS.contains(open.getLast().name)) {
            writeOpen();
        }
        Element last = open.removeLast();
        if (last.written) {
            renderer.closeTag(last.name);
        }
        plain.close(last.name, last.attributes);
    }

    @Override
    public void text(String text) {
        said.append(text);
    }

    /// Writes the text so far.
    private void write() {
        String text = said.toString();
        said.setLength(0);
        Matcher marks = AuthoredText.marks(text);
        int from = 0;
        while (marks.find()) {
            words(text.substring(from, marks.start()));
            from = marks.end();
            int number = Integer.parseInt(marks.group(1));
            if (number < fillings.size()) {
                fill(fillings.get(number));
            }
        }
        words(text.substring(from));
    }

    private void words(String words) {
        boolean opens = !open.isEmpty() && !open.getLast().written;
        if (words.isEmpty() || (opens && words.isBlank())) {
            return;
        }
        writeOpen();
        renderer.text(AuthoredText.withoutMarks(words));
        plain.text(AuthoredText.withoutMarks(words));
    }

    private void fill(Filling filling) {
        if (filling.block()) {
            leave();
            html.append(filling.html());
            plain.paragraph(filling.text());
        } else if (!filling.html().isEmpty() || !filling.text().isEmpty()) {
            writeOpen();
            html.append(filling.html());
            plain.text(filling.text());
        }
    }

    /// Closes what a block must not stand in; it opens again with the next word.
    private void leave() {
        int inside = open.size();
        while (inside > 0 && !CONTAINERS.contains(open.get(inside - 1).name)) {
            inside--;
            Element element = open.get(inside);
            if (element.written) {
                renderer.closeTag(element.name);
                element.written = false;
            }
        }
        writeOpen(inside);
    }

    private void writeOpen() {
        writeOpen(open.size());
    }

    private void writeOpen(int most) {
        for (Element element : open.subList(0, most)) {
            if (!element.written) {
                renderer.openTag(element.name, element.attributes);
                element.written = true;
            }
        }
    }
}
