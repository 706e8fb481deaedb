package heed.landingpage;

import heed.landingpage.markup.AuthoredText;
import heed.landingpage.markup.Filling;
import heed.landingpage.markup.Placeholders;
import heed.link.LinkSettings;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/// Makes a page of what its authors wrote, and of the controls its placeholders name.
///
/// Placeholders: `{{switches}}` a box per channel and one for all; `{{stop_everything}}` a button of its own;
/// `{{services}}` a box per service; `{{service}}` the one service; `{{email}}`; `{{attribute.NAME}}`; `{{submit}}`.
/// "Stop everything" is at the end of every page whose author has not placed it. Without `preload` nothing that is known
/// of a person is shown.
///
/// What a form sends, apart from the hidden fields of its [FormFrame]:
///
/// - `act`: [#SUBMIT], or [#STOP_EVERYTHING] for whom everything is to end. That is a form of its own, so it comes
///   without the other fields; a stranger's has `email`.
/// - `shown`: each box of `{{switches}}` that was shown ticked, as `email:12`, code and ledger entry; `wanted`: the code
///   of each box that is ticked now. Ticked means: no longer contact. As `heed.profile.FormChoices` takes them.
/// - `shownService`: each box of `{{services}}` that was shown ticked, as `7:12`, id and ledger entry; `service`: the id
///   of each one that is ticked now. On a page to unsubscribe a tick means: unsubscribe me, and none is shown ticked;
///   elsewhere it means: subscribed. `{{service}}` sends its id as `service` without any tick where the sentence is the
///   whole choice: never on preferences, nor in a text that has `{{services}}`.
/// - `leave`: the id of each box that is ticked to unsubscribe, on preferences that show no box ticked: those of strangers,
///   and those without `preload`. There a tick of `service` can only subscribe.
/// - `email`: what a stranger typed.
/// - [#TRAP]: only machines fill it in; strangers' forms have it.
///
/// The HTML has no `h1`: the title is for whoever shows the page.
@Component
public class PageRenderer {

    /// The value of `act` of the form itself.
    public static final String SUBMIT = "submit";

    /// The value of `act` of the button that opts out of everything.
    public static final String STOP_EVERYTHING = "stop_everything";

    /// The field that people do not see.
    public static final String TRAP = "website";

    private final MessageSource texts;
    private final LinkSettings settings;

    PageRenderer(MessageSource texts, LinkSettings settings) {
        this.texts = texts;
        this.settings = settings;
    }

    /// The page, with its form.
    ///
    /// @param language wanted; where the page does not speak it: the instance's, else the first it speaks
    /// @throws IllegalArgumentException for a page without content; none is published
    public Rendered render(PageVersion version, Locale language, Visitor visitor, FormFrame frame) {
        String spoken = language(version.contents(), language);
        PageContent content = content(version, spoken);
        Visitor seen = version.preload() ? visitor : blank(visitor);
        PageControls controls = new PageControls(version, content, seen, frame,
                new ControlWords(texts, Locale.forLanguageTag(spoken)));
        AuthoredText body = AuthoredText.of(content.body(), controls::of);
        Filling end = controls.end();
        return rendered(content, spoken, seen, controls.form(body.html()) + end.html(),
                body.text() + "\n\n" + end.text());
    }

    /// What the page says when its form was taken; without any control. The title is the page's.
    public Rendered thanks(PageVersion version, Locale language, Visitor visitor) {
        String spoken = language(version.contents(), language);
        PageContent content = content(version, spoken);
        Visitor seen = version.preload() ? visitor : blank(visitor);
        Function<String, Filling> filling = name -> Placeholders.attribute(name)
                .map(attribute -> PageControls.attribute(seen, attribute))
                .orElseGet(() -> name.equals(Control.SERVICE.code()) ? services(seen) : Filling.NOTHING);
        AuthoredText thanks = AuthoredText.of(content.thanks(), filling);
        return rendered(content, spoken, seen, thanks.html(), thanks.text());
    }

    /// The language a page is shown in: the wanted one, else the instance's, else the first.
    private String language(Map<String, PageContent> contents, Locale wanted) {
        for (String language : List.of(wanted.getLanguage(), settings.language())) {
            if (contents.containsKey(language)) {
                return language;
            }
        }
        return contents.keySet().stream().findFirst()
                .orElseThrow(() -> new IllegalArgumentException("a page without content"));
    }

    private static PageContent content(PageVersion version, String language) {
        return Objects.requireNonNull(version.contents().get(language));
    }

    /// The same without anything that is known.
    private static Visitor blank(Visitor visitor) {
        List<ServiceBox> services = visitor.services().stream()
                .map(one -> new ServiceBox(one.id(), one.name(), one.label(), "none", false, 0)).toList();
        return new Visitor(visitor.known(), visitor.known() ? null : visitor.address(), Map.of(), services, Map.of());
    }

    private static Filling services(Visitor visitor) {
        String labels = visitor.services().stream().map(ServiceBox::label).collect(Collectors.joining(", "));
        return Filling.plain(labels, labels);
    }

    private static Rendered rendered(PageContent content, String language, Visitor visitor, String html, String text) {
        String title = Placeholders.replace(content.title(), name -> Placeholders.attribute(name)
                .map(attribute -> visitor.attributes().getOrDefault(attribute, "")).orElse(""));
        String wording = (content.title() + "\n\n" + text).strip();
        return new Rendered(title, html, language, wording, Sha256.of(wording));
    }
}
