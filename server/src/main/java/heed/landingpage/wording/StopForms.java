package heed.landingpage.wording;

import heed.link.Link;
import heed.link.Links;
import heed.rules.Channel;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/// "Stop everything" on pages that are no landing page (S4): the button that the person's link in messages has too, stamped
/// with the words that stand around it.
@Component
public class StopForms {

    private final Links links;
    private final ShownWordings shown;
    private final MessageSource texts;

    StopForms(Links links, ShownWordings shown, MessageSource texts) {
        this.links = links;
        this.shown = shown;
        this.texts = texts;
    }

    /// A form.
    ///
    /// @param action where it is sent to
    /// @param stamp of its words
    /// @param text above the button
    /// @param button what the button says
    public record StopForm(String action, String stamp, String text, String button) {}

    /// The form for whom a page is about.
    public StopForm of(int profile, Locale language) {
        String text = texts.getMessage("public.control.stop.text", null, language);
        String button = texts.getMessage("public.control.stop", null, language);
        String token = links.token(Link.unsubscribe(profile, 0, 0, Channel.EMAIL.number()));
        return new StopForm("/u/" + token + "?lang=" + language.getLanguage(),
                shown.stamp(0, 0, text + "\n[" + button + "]"), text, button);
    }
}
