package heed.mail;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A message to one person, as [Outbox] takes it. `Auto-Submitted`, `Date`, `From` and `Message-ID` are the outbox's to
/// set.
///
/// @param to the one address, in the spelling its owner gave
/// @param profileId whom it is for; null: nobody that Heed knows
/// @param kind what it is, as `confirm_subscription`, `subscribed`: a code for people who look at the outbox
/// @param language the language of the text, as `fr`
/// @param text the message without marks, always there
/// @param html the same with marks; null: text alone
/// @param headers further headers by name, as `List-Unsubscribe`
/// @param once a second message with the same value is not added
public record OutgoingMail(String to, @Nullable Integer profileId, String kind, String language, String subject, String text,
        @Nullable String html, Map<String, String> headers, String once) {

    public OutgoingMail {
        headers = Map.copyOf(headers);
    }

    /// Says whose, never where to or what: no log holds an address.
    @Override
    public String toString() {
        return "OutgoingMail[" + kind + ", profile " + profileId + "]";
    }
}
