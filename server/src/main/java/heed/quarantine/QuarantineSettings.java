package heed.quarantine;

import heed.rules.quarantine.QuarantineLimits;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// When errors of an address count and when they fade (semantics §2).
///
/// @param softGap a soft error counts when the last counted one is at least this much older
/// @param softLimit the counted soft error that quarantines
/// @param fade after this time without a counted error an erroneous address is valid again
/// @param mailboxFullFade the same where the last counted error was a full mailbox
@ConfigurationProperties("heed.quarantine")
public record QuarantineSettings(@DefaultValue("24h") Duration softGap, @DefaultValue("5") int softLimit,
        @DefaultValue("10d") Duration fade, @DefaultValue("30d") Duration mailboxFullFade) {

    /// The limits the folds work with.
    public QuarantineLimits limits() {
        return new QuarantineLimits(softGap, softLimit, fade, mailboxFullFade);
    }
}
