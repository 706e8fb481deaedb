package heed.landingpage.markup;

import org.springframework.web.util.HtmlUtils;

/// What a placeholder is replaced by.
///
/// @param html ready: everything in it is escaped
/// @param text its wording, without anything of the person
/// @param block can it not stand inside a paragraph?
public record Filling(String html, String text, boolean block) {

    public static final Filling NOTHING = new Filling("", "", false);

    /// Any text, inside a sentence.
    ///
    /// @param wording what stands for it in the evidence
    public static Filling plain(String shown, String wording) {
        return new Filling(escape(shown), wording, false);
    }

    /// A control on lines of its own.
    public static Filling block(String html, String text) {
        return new Filling(html, text, true);
    }

    /// Text as it stands in HTML, in an attribute's value too.
    public static String escape(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8");
    }

    /// Masked: the HTML may hold what is known of a person.
    @Override
    public String toString() {
        return "Filling[" + text + "]";
    }
}
