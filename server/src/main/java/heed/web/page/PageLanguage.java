package heed.web.page;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Optional;

/// The language that a page was given by whoever answers it, whatever the browser asks for: a page for a recipient speaks
/// the recipient's.
public final class PageLanguage {
    private static final String NAME = PageLanguage.class.getName();

    private PageLanguage() {
    }

    /// The answer to this request is in that language.
    public static void set(HttpServletRequest request, Locale language) {
        request.setAttribute(NAME, language);
    }

    /// The one that was set.
    public static Optional<Locale> of(HttpServletRequest request) {
        return request.getAttribute(NAME) instanceof Locale language ? Optional.of(language) : Optional.empty();
    }
}
