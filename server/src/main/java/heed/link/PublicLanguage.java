package heed.link;

import heed.web.page.PageLanguage;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.i18n.AcceptHeaderLocaleResolver;

/// Which language a public page is in: the link's, else the person's, else the browser's, else the instance's.
@Component
public class PublicLanguage {

    /// Those there are texts in; adding one is adding `messages/public_xx.properties` and this line.
    public static final List<Locale> ALL = List.of(Locale.ENGLISH, Locale.FRENCH, Locale.GERMAN, Locale.of("es"));

    private final AcceptHeaderLocaleResolver browser = new AcceptHeaderLocaleResolver();

    PublicLanguage(LinkSettings settings) {
        browser.setSupportedLocales(ALL);
        browser.setDefaultLocale(known(settings.language()).orElse(Locale.ENGLISH));
    }

    /// The language of the answer to this request; its texts are in it from then on.
    ///
    /// @param fromLink what the link says, as `fr` or `fr-CA`; one without texts counts as none
    /// @param ofProfile the locale of the person, the same
    public Locale of(@Nullable String fromLink, @Nullable String ofProfile, HttpServletRequest request) {
        Locale language = Stream.of(known(fromLink), known(ofProfile)).flatMap(Optional::stream).findFirst()
                .orElseGet(() -> browser.resolveLocale(request));
        PageLanguage.set(request, language);
        return language;
    }

    private static Optional<Locale> known(@Nullable String tag) {
        if (tag == null) {
            return Optional.empty();
        }
        String language = Locale.forLanguageTag(tag.strip().replace('_', '-')).getLanguage();
        return ALL.stream().filter(one -> one.getLanguage().equals(language)).findFirst();
    }
}
