package heed.link;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// What recipients' links and pages need to know of the instance.
///
/// @param unsubscribeMailbox where `mailto` unsubscribes go (`HEED_UNSUBSCRIBE_MAILBOX`), `unsubscribe@example.org`: the
///     token stands behind a `+` in its local part; null or empty: no `mailto`
/// @param language of public pages where neither link nor person nor browser names one there are texts in
///     (`HEED_LANGUAGE`)
@ConfigurationProperties("heed")
public record LinkSettings(@Nullable String unsubscribeMailbox, @DefaultValue("en") String language) {

    /// RFC 5321 §4.5.3.1.1 allows 64 octets of a local part; the longest token of an unsubscribe link takes 48.
    private static final int LONGEST_LOCAL = 64 - 48 - 1;

    /// Refuses a mailbox that leaves no room for a token, or is none.
    public LinkSettings {
        if (unsubscribeMailbox != null && !unsubscribeMailbox.isBlank()
                && !unsubscribeMailbox.matches("[A-Za-z0-9._-]{1," + LONGEST_LOCAL + "}@[A-Za-z0-9.-]{3,189}")) {
            throw new IllegalArgumentException(
                    "HEED_UNSUBSCRIBE_MAILBOX must be as unsubscribe@example.org, with at most "
                            + LONGEST_LOCAL + " characters before the @: a token is added to them");
        }
    }
}
