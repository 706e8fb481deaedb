package heed.landingpage;

import heed.landingpage.markup.Placeholders;
import java.util.Map;
import java.util.TreeMap;

/// The page's own confirmation message. It goes out at every real change, instead of the service's.
///
/// @param texts by language, `en`
public record PageMessage(Map<String, Wording> texts) {

    /// The placeholder of the link that confirms.
    public static final String CONFIRM = "confirmUrl";

    /// One message, plain text.
    public record Wording(String subject, String text) {

        /// Does it ask to confirm?
        public boolean asks() {
            return Placeholders.names(text).contains(CONFIRM);
        }
    }

    public PageMessage {
        texts = new TreeMap<>(texts);
    }

    /// Is it the message that asks to confirm, rather than the one that tells of changes?
    public boolean asks() {
        return texts.values().stream().anyMatch(Wording::asks);
    }
}
