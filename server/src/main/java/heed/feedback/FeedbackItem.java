package heed.feedback;

import heed.rules.Channel;
import heed.rules.quarantine.ErrorReason;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A piece of feedback and what it was understood as.
///
/// @param sender who speaks: `api`, `mail`, `sms`, or a provider
/// @param envelope whom the message was sent to, or null
/// @param size of the raw bytes
/// @param type null until it is understood
/// @param pattern what made it so
/// @param text what the other side said
/// @param error why it could not be acted on
/// @param recipients the addresses it is about
/// @param held whether it holds its addresses until somebody decides
public record FeedbackItem(long id, Instant receivedAt, Way way, String sender, @Nullable String providerId,
        @Nullable String envelope, String actor, int size, FeedbackState state, @Nullable Meaning type,
        @Nullable ErrorReason reason, @Nullable String enhancedCode, @Nullable String pattern, @Nullable String text,
        @Nullable String error, @Nullable Channel channel, List<String> recipients, @Nullable Long deliveryId,
        @Nullable Integer profileId, boolean held, @Nullable Instant classifiedAt) {

    public FeedbackItem {
        recipients = List.copyOf(recipients);
    }

    /// Is it raw mail?
    public boolean isMail() {
        return sender.equals(Incoming.MAIL) || sender.equals(Incoming.CUT_MAIL);
    }

    /// Masked: no log holds an address.
    @Override
    public String toString() {
        return "FeedbackItem[" + id + ", " + state + "]";
    }
}
