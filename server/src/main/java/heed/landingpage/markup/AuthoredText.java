package heed.landingpage.markup;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.HtmlSanitizer;
import org.owasp.html.PolicyFactory;

/// What an author wrote, Markdown with HTML in it, as safe HTML and as plain text.
///
/// Markdown comes first, then only what [#ALLOWED] lists is kept: no script, no style, no form, nothing foreign that
/// loads. A placeholder travels through both as a mark (two characters of the private use area around its number) and is
/// filled in where text stands, never inside a tag. What fills it in is not read as Markdown or HTML again.
public final class AuthoredText {
    private static final char OPEN = '\uE000';
    private static final char CLOSE = '\uE001';
    private static final Pattern MARK = Pattern.compile(OPEN + "([0-9]{1,5})" + CLOSE);
    /// Also as an author could have them made: by their numbers.
    private static final Pattern MARK_SIGNS = Pattern
            .compile("[\uE000\uE001]|&#(?:x0*e00[01]|0*5734[45])(?![0-9a-f]);?", Pattern.CASE_INSENSITIVE);

    private static final Parser PARSER = Parser.builder().build();
    private static final HtmlRenderer RENDERER = HtmlRenderer.builder().build();

    private static final PolicyFactory ALLOWED = new HtmlPolicyBuilder()
            .allowElements("p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "strong", "em", "b", "i", "small", "br",
                    "hr", "blockquote", "a", "table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td")
            // The title of the page is its only heading of the first level.
            .allowElements((_, _) -> "h2", "h1")
            .allowUrlProtocols("http", "https", "mailto")
            .allowAttributes("href").onElements("a").requireRelsOnLinks("noopener", "noreferrer")
            .allowAttributes("colspan", "rowspan").matching(Pattern.compile("[1-9][0-9]?")).onElements("th", "td")
            .allowAttributes("scope").matching(Pattern.compile("row|col")).onElements("th")
            .toFactory();

    private final String html;
    private final String text;

    private AuthoredText(String html, String text) {
        this.html = html;
        this.text = text;
    }

    /// Reads and writes it.
    ///
    /// @param filling what each placeholder is replaced by, by its name
    public static AuthoredText of(String source, Function<String, Filling> filling) {
        List<Filling> fillings = new ArrayList<>();
        String marked = Placeholders.replace(withoutMarks(source), name -> {
            fillings.add(filling.apply(name));
            return OPEN + Integer.toString(fillings.size() - 1) + CLOSE;
        });
        AuthoredPage page = new AuthoredPage(fillings);
        HtmlSanitizer.sanitize(RENDERER.render(PARSER.parse(marked)), ALLOWED.apply(page));
        return new AuthoredText(page.html(), page.text());
    }

    /// Safe.
    public String html() {
        return html;
    }

    /// Its wording.
    public String text() {
        return text;
    }

    /// Finds each mark of a text; its first group is the number.
    static Matcher marks(String text) {
        return MARK.matcher(text);
    }

    static boolean hasMark(String text) {
        return MARK_SIGNS.matcher(text).find();
    }

    static String withoutMarks(String text) {
        return MARK_SIGNS.matcher(text).replaceAll("");
    }
}
