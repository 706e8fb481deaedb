package heed.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What an operator sees of a message's words. Its links speak for the person it is for: a click on one confirms, opts out
/// or undoes in that person's name. Whoever may not choose for people sees that there is one, not which.
final class ShownText {

    private static final Pattern LINK = Pattern.compile("https?://[^\\s<>\"'()]+");

    /// A token: long, and behind what introduces one in a link or an address; the host of a link is none.
    private static final Pattern TOKEN = Pattern.compile("(?<=[/+=])(?<!//)[A-Za-z0-9_-]{20,}");

    private ShownText() {
    }

    /// A piece of the text.
    ///
    /// @param link is it the address of a page?
    record Part(String text, boolean link) {}

    /// The text without what speaks for the person.
    static String masked(String text) {
        return TOKEN.matcher(text).replaceAll("…");
    }

    /// The text in pieces, its links apart.
    static List<Part> parts(String text) {
        List<Part> parts = new ArrayList<>();
        Matcher link = LINK.matcher(text);
        int end = 0;
        while (link.find()) {
            if (link.start() > end) {
                parts.add(new Part(text.substring(end, link.start()), false));
            }
            parts.add(new Part(link.group(), true));
            end = link.end();
        }
        if (end < text.length()) {
            parts.add(new Part(text.substring(end), false));
        }
        return parts;
    }
}
