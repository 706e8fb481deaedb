package heed.feedback.email;

import heed.rules.quarantine.ErrorReason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a message means. A message about several addresses has a verdict for each; `type`, `reason`, `enhancedCode`,
/// `pattern` and `text` are then those of the first of the weightiest type (hard, soft, complaint, ignored, unclear).
///
/// `recipients` may be empty although the type counts: many complaints name nobody. Then only the `tokens` tell.
///
/// @param type what it does
/// @param kind what it is
/// @param reason why; `NOT_DEFINED` where nobody said
/// @param enhancedCode of RFC 3463, when the message names one
/// @param recipients in the order of the message, each address once
/// @param pattern the line of the patterns that decided, or `code:5.1.1`, `header:auto-submitted`, `report:delayed`, …
/// @param text the words that decided, cut
/// @param tokens what may be one of our signed tokens, best first: from the envelope's recipient, the headers To,
/// Delivered-To and the like, and the Message-ID, Return-Path and List-Unsubscribe of the returned message. Nothing is
/// checked here: a token counts when its signature does (D3)
/// @param subject of the message itself, cut
/// @param automatic whether its own header calls it automatic, whatever else it is (R1): then it is nobody's wish
public record Classified(FeedbackType type, MailKind kind, ErrorReason reason, @Nullable String enhancedCode,
        List<MailRecipient> recipients, @Nullable String pattern, @Nullable String text, List<String> tokens,
        @Nullable String subject, boolean automatic) {

    public Classified {
        recipients = List.copyOf(recipients);
        tokens = List.copyOf(tokens);
    }
}
