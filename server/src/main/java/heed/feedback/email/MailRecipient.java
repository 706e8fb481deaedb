package heed.feedback.email;

import heed.rules.quarantine.ErrorReason;
import org.jspecify.annotations.Nullable;

/// One address that a message is about.
///
/// @param address as the message spells it, without brackets and comments; not yet canonical
/// @param type what it does to this address
/// @param reason why
/// @param enhancedCode `5.1.1` (RFC 3463), when the message names one
/// @param pattern the line of the patterns that decided, or `code:5.1.1` where the code alone did
/// @param text what the other side said, cut
public record MailRecipient(String address, FeedbackType type, ErrorReason reason, @Nullable String enhancedCode,
        @Nullable String pattern, @Nullable String text) {}
