package heed.feedback;

import heed.rules.Channel;
import heed.rules.quarantine.ErrorReason;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A piece of feedback as the API shows it.
///
/// @param provider who speaks: `api`, `mail`, `sms`, or a provider
/// @param pattern what decided
/// @param text what the other side said
/// @param error why it could not be acted on
/// @param held whether it holds its addresses until somebody decides
record FeedbackView(String id, String state, @Nullable String type, @Nullable String reason,
        @Nullable String enhancedCode, List<String> recipients, @Nullable String pattern, @Nullable String text,
        @Nullable String error, @Nullable String channel, boolean held, @Nullable String delivery, String way,
        String provider, @Nullable String providerId, Instant receivedAt, @Nullable Instant classifiedAt) {

    static FeedbackView of(FeedbackItem item) {
        Meaning type = item.type();
        ErrorReason reason = item.reason();
        Channel channel = item.channel();
        Long delivery = item.deliveryId();
        return new FeedbackView(Long.toString(item.id()), item.state().code(), type == null ? null : type.code(),
                reason == null ? null : reason.code(), item.enhancedCode(), item.recipients(), item.pattern(),
                item.text(), item.error(), channel == null ? null : channel.code(), item.held(),
                delivery == null ? null : delivery.toString(), item.way().code(), item.sender(), item.providerId(),
                item.receivedAt(), item.classifiedAt());
    }

    /// Masked: no log holds an address.
    @Override
    public String toString() {
        return "FeedbackView[" + id + "]";
    }
}
