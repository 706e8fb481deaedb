package heed.mail;

import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A message to one person, as [Outbox] takes it. `Auto-Submitted`, `Date`, `From` and `Message-ID` are the outbox's to
/// set.
///
/// @param to the one address, in the spelling its owner gave
/// @param profileId whom it is for; null: nobody that Heed knows
/// @param kind what it is, as `confirm_subscription`, `subscribed`: a code for people who look at the outbox
/// @param language the language of the text, as `fr`
/// @param subject one line: line breaks become blanks
/// @param text the message without marks, always there
/// @param html the same with marks; null: text alone
/// @param headers further headers by name, as `List-Unsubscribe`
/// @param once a second message with the same value is not added
public record OutgoingMail(String to, @Nullable Integer profileId, String kind, String language, String subject,
        String text,
        @Nullable String html, Map<String, String> headers, String once) {

    /// What would end a header and begin another one, and what PostgreSQL cannot hold.
    private static final Pattern CONTROLS = Pattern.compile("\\p{Cntrl}+");
    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9-]{1,76}");
    private static final Pattern VALUE = Pattern.compile("[\\x20-\\x7e]{1,900}");

    /// @throws IllegalArgumentException for headers that no mail may have
    public OutgoingMail {
        subject = CONTROLS.matcher(subject).replaceAll(" ").strip();
        text = text.replace("\0", "");
        html = html == null ? null : html.replace("\0", "");
        headers = Map.copyOf(headers);
        headers.forEach((name, value) -> {
            if (!HEADER.matcher(name).matches() || !VALUE.matcher(value).matches()) {
                throw new IllegalArgumentException("the header " + name + " is not plain text in one line");
            }
        });
    }

    /// Says whose, never where to or what: no log holds an address.
    @Override
    public String toString() {
        return "OutgoingMail[" + kind + ", profile " + profileId + "]";
    }
}
