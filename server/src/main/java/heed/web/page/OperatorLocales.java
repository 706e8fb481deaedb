package heed.web.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContext;
import org.springframework.context.i18n.SimpleTimeZoneAwareLocaleContext;
import org.springframework.web.servlet.LocaleContextResolver;
import org.springframework.web.servlet.i18n.AcceptHeaderLocaleResolver;

/// The language and time zone of a page: one that it was given ([PageLanguage]), those the operator chose, else what the
/// browser asks for. A controller may take both as parameters (`Locale`, `ZoneId`).
final class OperatorLocales implements LocaleContextResolver {
    private final AcceptHeaderLocaleResolver browser = new AcceptHeaderLocaleResolver();

    /// @param languages those there are texts in, the first where nothing fits
    OperatorLocales(List<Locale> languages) {
        browser.setSupportedLocales(languages);
        browser.setDefaultLocale(languages.getFirst());
    }

    @Override
    public LocaleContext resolveLocaleContext(HttpServletRequest request) {
        return new SimpleTimeZoneAwareLocaleContext(resolveLocale(request),
                TimeZone.getTimeZone(PageFrame.zone(request)));
    }

    @Override
    public Locale resolveLocale(HttpServletRequest request) {
        return PageLanguage.of(request)
                .or(() -> PageFrame.who(request).map(SignedIn::language).map(Locale::forLanguageTag))
                .orElseGet(() -> browser.resolveLocale(request));
    }

    @Override
    public void setLocaleContext(HttpServletRequest request, @Nullable HttpServletResponse response,
            @Nullable LocaleContext context) {
        throw new UnsupportedOperationException("operators choose their language in their account");
    }

    @Override
    public void setLocale(HttpServletRequest request, @Nullable HttpServletResponse response,
            @Nullable Locale locale) {
        setLocaleContext(request, response, null);
    }
}
