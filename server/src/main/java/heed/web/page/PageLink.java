package heed.web.page;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/// The address of the page that is shown, to lead on from it: `${link.next(page.nextCursor)}`.
///
/// @param path without host
/// @param query as it came, percent-encoded, null where there is none
public record PageLink(String path, @Nullable String query) {

    /// The one word after `/profiles/` and `/services/` that is a page of its own: the form of a new one.
    private static final String FORM = "new";

    /// The same list from `cursor` on, with the same filters; empty when there is no more.
    public String next(@Nullable String cursor) {
        return cursor == null ? "" : with("cursor", cursor);
    }

    /// The same page with one parameter set; every other one stays, but the place in the list where it is not that.
    public String with(String name, String value) {
        Stream<String> kept = query == null || query.isEmpty()
                ? Stream.empty()
                : Arrays.stream(query.split("&", -1))
                        .filter(one -> !one.startsWith(name + "=") && !one.startsWith("cursor="));
        return path + "?" + Stream.concat(kept, Stream.of(name + "=" + segment(value)))
                .collect(Collectors.joining("&"));
    }

    /// Where the page of the person with this key is; any key, `a/b` and `%` among them.
    public String person(String key) {
        return toPerson(key);
    }

    /// The same, where there is no page yet.
    public static String toPerson(String key) {
        return key.equals(FORM) ? belowPerson(key) + "?person" : belowPerson(key);
    }

    /// Where a page below it is, such as `why`.
    public static String belowPerson(String key, String page) {
        return belowPerson(key) + "/" + page;
    }

    /// Where the page of the service of this name is; any name, `a/b` and `%` among them.
    public String service(String name) {
        return toService(name);
    }

    /// Where a page below it is: `${link.service(name, 'subscribers')}`.
    public String service(String name, String page) {
        return belowService(name, page);
    }

    /// The same, where there is no page yet.
    public static String toService(String name) {
        return name.equals(FORM) ? belowService(name) + "?service" : belowService(name);
    }

    /// Where a page below it is, such as `subscribers`.
    public static String belowService(String name, String page) {
        return belowService(name) + "/" + page;
    }

    private static String belowService(String name) {
        return "/services/" + encoded(name);
    }

    private static String belowPerson(String key) {
        return "/profiles/" + encoded(key);
    }

    private static String encoded(String text) {
        return UriUtils.encode(text, StandardCharsets.UTF_8);
    }

    /// Any text as one segment of a path, or one value of a query: profile keys may hold `/`, `%` and `;`.
    public String segment(String text) {
        return encoded(text);
    }
}
