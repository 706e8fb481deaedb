package heed.feedback.receive;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Where mail that comes back is taken from.
///
/// @param smtp where the SMTP receiver listens, `host:port`; empty: nowhere
/// @param mailbox a mailbox, `imaps://user:password@host/INBOX`, also `imap`, `pop3` and `pop3s`; several with blanks
///     between them; empty: none
/// @param every how often mailboxes are looked into
@ConfigurationProperties("heed.receive")
public record ReceiveSettings(@DefaultValue("") String smtp, @DefaultValue("") String mailbox,
        @DefaultValue("1m") Duration every) {

    /// Tells no password.
    @Override
    public String toString() {
        return "ReceiveSettings[" + smtp + ", " + every + "]";
    }
}
