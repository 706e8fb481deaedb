package heed.feedback.hook;

import heed.feedback.Meaning;
import heed.feedback.email.MailClassifier;
import heed.feedback.email.MailRecipient;
import heed.feedback.work.SmtpCodes;
import heed.rules.quarantine.ErrorReason;
import org.jspecify.annotations.Nullable;

/// What a provider's event says about an address. What the receiving server said goes before what the provider made of
/// it: a policy block is none of the address's faults, whatever a provider calls it (D2).
///
/// @param type what it does
/// @param reason why, or null
/// @param code of RFC 3463, or null
/// @param text what the other side said, or null
/// @param open whether the server's own words may make something else of it
record Diagnosis(Meaning type, @Nullable ErrorReason reason, @Nullable String code, @Nullable String text,
        boolean open) {

    /// What somebody else decided already.
    static Diagnosis of(Meaning type, @Nullable ErrorReason reason, String text) {
        return new Diagnosis(type, reason, SmtpCodes.enhanced(text), text.isBlank() ? null : text, false);
    }

    /// An error: what the server's words say, else what the provider made of it.
    ///
    /// @param usual the provider's type
    /// @param why the provider's reason
    static Diagnosis error(Meaning usual, ErrorReason why, String text) {
        return new Diagnosis(usual, why, SmtpCodes.enhanced(text), text.isBlank() ? null : text, true);
    }

    /// By the patterns. What a provider calls passing stays so, and what it blames on the sender never counts.
    Diagnosis judged(MailClassifier patterns) {
        if (!open || text == null) {
            return this;
        }
        MailRecipient found = patterns.judge("", text, code);
        String shown = found.enhancedCode() == null ? code : found.enhancedCode();
        return switch (found.type()) {
            case UNCLEAR, UNREADABLE, COMPLAINT -> this;
            case IGNORED -> new Diagnosis(Meaning.IGNORED, found.reason(), shown, text, false);
            case SOFT -> new Diagnosis(type == Meaning.HARD ? Meaning.SOFT : type, kept(found), shown, text, false);
            case HARD -> new Diagnosis(type, kept(found), shown, text, false);
        };
    }

    /// A reason of the address's does not excuse what the provider blames on the sender.
    private @Nullable ErrorReason kept(MailRecipient found) {
        return type == Meaning.IGNORED ? reason : found.reason();
    }

    /// Nothing against the address.
    static Diagnosis nothing(String text) {
        return of(Meaning.IGNORED, null, text);
    }

    /// Arrived.
    static Diagnosis delivered(String text) {
        return of(Meaning.DELIVERED, null, text);
    }

    /// The reader used the provider's own way to unsubscribe.
    static Diagnosis unsubscribed(String text) {
        return of(Meaning.UNSUBSCRIBE, ErrorReason.OPT_OUT, text);
    }

    /// Reported as spam.
    static Diagnosis complaint(String text) {
        return of(Meaning.COMPLAINT, ErrorReason.SPAM_COMPLAINT, text);
    }
}
