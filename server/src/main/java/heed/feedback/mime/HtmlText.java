package heed.feedback.mime;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// HTML as plain text, good enough to look for words: tags go, blocks and breaks end a line. Linear.
final class HtmlText {

    private static final Set<String> BREAKS = Set.of("br", "p", "div", "tr", "li", "h1", "h2", "h3", "h4", "pre",
            "table", "ul", "ol", "hr", "blockquote", "title");

    private static final Map<String, String> ENTITIES = Map.of("lt", "<", "gt", ">", "amp", "&", "quot", "\"", "apos",
            "'", "nbsp", " ", "#39", "'", "#64", "@");

    private final String html;

    private final StringBuilder text = new StringBuilder();

    private HtmlText(String html) {
        this.html = html;
    }

    static String of(String html) {
        return new HtmlText(html).read();
    }

    private String read() {
        int at = 0;
        while (at < html.length()) {
            char c = html.charAt(at);
            if (c == '<') {
                at = tag(at);
            } else if (c == '&') {
                at = entity(at);
            } else {
                text.append(c == '\r' || c == '\n' ? ' ' : c);
                at++;
            }
        }
        return text.toString();
    }

    private int tag(int at) {
        int end = html.indexOf('>', at);
        if (end < 0) {
            return html.length();
        }
        String name = name(at + 1);
        if (name.equals("style") || name.equals("script")) {
            int close = html.indexOf("</" + html.substring(at + 1, at + 1 + name.length()), end);
            return close < 0 ? html.length() : close;
        }
        String bare = name.startsWith("/") ? name.substring(1) : name;
        if (BREAKS.contains(bare)) {
            text.append('\n');
        } else if (bare.equals("td") || bare.equals("th")) {
            text.append(' ');
        } else if (bare.indexOf('@') > 0) {
            text.append(html, at, end + 1);
        }
        return end + 1;
    }

    private String name(int at) {
        int end = at;
        while (end < html.length() && end < at + 100 && html.charAt(end) > ' ' && html.charAt(end) != '>') {
            end++;
        }
        return html.substring(at, end).toLowerCase(Locale.ROOT);
    }

    private int entity(int at) {
        int end = html.indexOf(';', at, Math.min(html.length(), at + 8));
        @Nullable
        String plain = end < 0 ? null : ENTITIES.get(html.substring(at + 1, end));
        text.append(plain == null ? "&" : plain);
        return plain == null ? at + 1 : end + 1;
    }
}
