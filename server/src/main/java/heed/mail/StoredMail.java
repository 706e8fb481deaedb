package heed.mail;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A message of the outbox.
///
/// @param mail what was taken
/// @param profile the key of whom it is for; null: nobody that Heed knows, or it was not looked up
/// @param attempts how often it was tried, the present attempt among them
/// @param nextAt when it is due; while it is being sent: until when it is claimed
/// @param lastError what the mail server said last, for people
/// @param reason why it is withheld (a code of [AddressStanding]) or dropped (an operator's words)
/// @param actor who dropped it or had it sent again, as the ledger would write it
/// @param messageId the same at each attempt
record StoredMail(long id, OutgoingMail mail, MailState state, @Nullable String profile, int attempts,
        Instant createdAt,
        Instant nextAt, @Nullable String lastError, @Nullable String reason, @Nullable String actor,
        @Nullable Instant sentAt, String messageId) {

    /// Masked: what the server said may name an address, and no log holds one.
    @Override
    public String toString() {
        return "StoredMail[" + id + ", " + state + "]";
    }
}
