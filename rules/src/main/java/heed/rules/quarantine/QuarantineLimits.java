package heed.rules.quarantine;

import java.time.Duration;
import java.time.Instant;

/// How many soft errors are too many, and when they are forgotten: settings of the instance (semantics §2).
///
/// @param softGap a soft error counts when the last counted one is at least this much older
/// @param softLimit the counted soft error with this number quarantines
/// @param fade an erroneous address whose last counted error is older than this is valid again
/// @param mailboxFullFade the same where that error's reason is `mailbox_full`
public record QuarantineLimits(Duration softGap, int softLimit, Duration fade, Duration mailboxFullFade) {

    /// 24 hours, 5, 10 days, 30 days.
    public static final QuarantineLimits DEFAULT = new QuarantineLimits(Duration.ofHours(24), 5, Duration.ofDays(10),
            Duration.ofDays(30));

    /// @throws IllegalArgumentException for a limit below one or a negative duration
    public QuarantineLimits {
        if (softLimit < 1 || softGap.isNegative() || fade.isNegative() || mailboxFullFade.isNegative()) {
            throw new IllegalArgumentException("quarantine limits are positive");
        }
    }

    /// The errors as they are at a moment: `erroneous` whose last counted error is older than the limit is none.
    /// Exactly at the limit it has not faded.
    ErrorPart faded(ErrorPart error, Instant now) {
        boolean over = error instanceof ErrorPart.Erroneous erroneous && now.isAfter(fadesAfter(erroneous));
        return over ? new ErrorPart.None() : error;
    }

    Instant fadesAfter(ErrorPart.Erroneous error) {
        return error.at().plus(error.reason() == ErrorReason.MAILBOX_FULL ? mailboxFullFade : fade);
    }
}
