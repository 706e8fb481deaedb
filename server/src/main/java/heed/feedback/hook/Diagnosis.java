package heed.feedback.hook;

import heed.feedback.Meaning;
import heed.feedback.work.SmtpCodes;
import heed.rules.quarantine.ErrorReason;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a provider's event says about an address. What the receiving server said goes before what the provider made of
/// it: a policy block is none of the address's faults, whatever a provider calls it (D2).
///
/// @param type what it does
/// @param reason why, or null
/// @param code of RFC 3463, or null
/// @param text what the other side said, or null
record Diagnosis(Meaning type, @Nullable ErrorReason reason, @Nullable String code, @Nullable String text) {

    private record Word(Pattern pattern, Meaning type, ErrorReason reason) {

        static Word of(String words, Meaning type, ErrorReason reason) {
            return new Word(Pattern.compile(words, Pattern.CASE_INSENSITIVE), type, reason);
        }
    }

    /// Enhanced codes first, then words; the first that is found counts.
    private static final List<Word> WORDS = List.of(
            Word.of("(?<![\\d.])5\\.1\\.(?:1|3|6|10)(?![\\d.]\\d)", Meaning.HARD, ErrorReason.USER_UNKNOWN),
            Word.of("(?<![\\d.])5\\.1\\.2(?![\\d.]\\d)", Meaning.HARD, ErrorReason.INVALID_DOMAIN),
            Word.of("(?<![\\d.])5\\.2\\.1(?![\\d.]\\d)", Meaning.HARD, ErrorReason.ACCOUNT_DISABLED),
            Word.of("(?<![\\d.])[45]\\.2\\.2(?![\\d.]\\d)", Meaning.SOFT, ErrorReason.MAILBOX_FULL),
            Word.of("(?<![\\d.])[45]\\.(?:2\\.3|3\\.4)(?![\\d.]\\d)", Meaning.IGNORED, ErrorReason.SIZE),
            Word.of("(?<![\\d.])[45]\\.6\\.\\d", Meaning.IGNORED, ErrorReason.CONTENT),
            Word.of("(?<![\\d.])[45]\\.7\\.\\d", Meaning.IGNORED, ErrorReason.POLICY),
            Word.of("(?<![\\d.])[45]\\.4\\.\\d", Meaning.SOFT, ErrorReason.UNREACHABLE),
            Word.of("throttl|rate.?limit|too many (?:connections|messages|recipients)|greylist|try again later",
                    Meaning.IGNORED, ErrorReason.RATE_LIMITED),
            Word.of("black.?list|block.?list|reputation|spamhaus|\\bRBL\\b", Meaning.IGNORED, ErrorReason.REPUTATION),
            Word.of("\\bspam\\b|virus|content (?:rejected|filter)", Meaning.IGNORED, ErrorReason.CONTENT),
            Word.of("policy|\\bblocked\\b|\\bDMARC\\b|\\bSPF\\b|\\bDKIM\\b", Meaning.IGNORED, ErrorReason.POLICY),
            Word.of("(?:user|recipient|mailbox|account|address)\\W+(?:is )?unknown|unknown user|no such (?:user|mailbox|recipient)"
                    + "|does(?: not|n't) exist|invalid recipient|no mailbox", Meaning.HARD, ErrorReason.USER_UNKNOWN),
            Word.of("(?:mailbox|quota)\\W+(?:is )?(?:full|exceeded)|over.?quota", Meaning.SOFT, ErrorReason.MAILBOX_FULL),
            Word.of("disabled|inactive|suspended", Meaning.HARD, ErrorReason.ACCOUNT_DISABLED));

    /// What somebody else decided already.
    static Diagnosis of(Meaning type, @Nullable ErrorReason reason, String text) {
        return new Diagnosis(type, reason, SmtpCodes.enhanced(text), text.isBlank() ? null : text);
    }

    /// An error: what the text says, else what the provider made of it.
    ///
    /// @param usual the provider's type
    /// @param why the provider's reason
    static Diagnosis error(Meaning usual, ErrorReason why, String text) {
        for (Word word : WORDS) {
            if (word.pattern().matcher(text).find()) {
                // What a provider gave up on is over; only the server's own words make less of it.
                Meaning type = usual == Meaning.SOFT && word.type() == Meaning.HARD ? Meaning.SOFT : word.type();
                return of(type, word.reason(), text);
            }
        }
        return of(usual, why, text);
    }

    /// Nothing against the address.
    static Diagnosis nothing(String text) {
        return of(Meaning.IGNORED, null, text);
    }

    /// Arrived.
    static Diagnosis delivered(String text) {
        return of(Meaning.DELIVERED, null, text);
    }

    /// Reported as spam.
    static Diagnosis complaint(String text) {
        return of(Meaning.COMPLAINT, ErrorReason.SPAM_COMPLAINT, text);
    }
}
