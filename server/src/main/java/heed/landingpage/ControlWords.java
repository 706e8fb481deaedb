package heed.landingpage;

import heed.landingpage.markup.Filling;
import java.util.Locale;
import org.springframework.context.MessageSource;

/// The words of controls in one language: texts `public.control.*`.
record ControlWords(MessageSource texts, Locale language) {

    /// As plain text.
    String say(String key) {
        return texts.getMessage("public.control." + key, null, language);
    }

    /// As it stands in HTML.
    String html(String key) {
        return Filling.escape(say(key));
    }
}
