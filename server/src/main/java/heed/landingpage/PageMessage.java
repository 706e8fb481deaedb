package heed.landingpage;

import java.util.Map;
import java.util.TreeMap;

/// The page's own confirmation message. It goes out at every real change, instead of the service's.
///
/// @param texts by language, `en`
public record PageMessage(Map<String, Wording> texts) {

    /// One message, plain text.
    public record Wording(String subject, String text) {}

    public PageMessage {
        texts = new TreeMap<>(texts);
    }
}
