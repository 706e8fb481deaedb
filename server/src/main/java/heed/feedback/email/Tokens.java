package heed.feedback.email;

import heed.feedback.mime.HeaderFields;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Collects what may be one of our signed tokens (D3, A1). Nothing is believed here: a token counts when its signature
/// does.
final class Tokens {

    private static final int SHORTEST = 16;

    private static final int LONGEST = 200;

    private static final int MOST = 40;

    private final Set<String> found = new LinkedHashSet<>();

    /// @param envelopeRecipient whom the message was sent to
    /// @param own the header of the message
    /// @param returned the header of the message that it returns
    /// @param clues further values of a report
    static List<String> of(@Nullable String envelopeRecipient, HeaderFields own, HeaderFields returned,
            List<String> clues) {
        Tokens tokens = new Tokens();
        tokens.take(envelopeRecipient == null ? "" : envelopeRecipient);
        own.values("delivered-to", "x-original-to", "envelope-to", "x-envelope-to", "to").forEach(tokens::take);
        returned.values("return-path", "message-id", "list-unsubscribe", "feedback-id").forEach(tokens::take);
        returned.all().stream().filter(field -> field.name().startsWith("x-heed-")).map(HeaderFields.Entry::value)
                .forEach(tokens::take);
        clues.forEach(tokens::take);
        own.values("in-reply-to", "references", "x-original-message-id").forEach(tokens::take);
        return List.copyOf(tokens.found);
    }

    private void take(String value) {
        for (String piece : pieces(value)) {
            add(piece);
            for (char mark : new char[]{'+', '=', '.', '-'}) {
                int at = piece.indexOf(mark);
                if (at >= 0) {
                    add(piece.substring(at + 1));
                    add(piece.substring(0, at));
                }
            }
        }
    }

    /// Runs of characters that addresses and tokens consist of, without domains.
    private static List<String> pieces(String value) {
        List<String> pieces = new ArrayList<>();
        int start = 0;
        boolean domain = false;
        for (int i = 0; i <= value.length() && pieces.size() < MOST; i++) {
            char c = i == value.length() ? ' ' : value.charAt(i);
            if (!inside(c)) {
                if (!domain && i - start >= SHORTEST) {
                    pieces.add(value.substring(start, i));
                }
                domain = c == '@';
                start = i + 1;
            }
        }
        return pieces;
    }

    private void add(String token) {
        if (token.length() >= SHORTEST && token.length() <= LONGEST && found.size() < MOST) {
            found.add(token);
        }
    }

    private static boolean inside(char c) {
        return (c < 128 && Character.isLetterOrDigit(c)) || "-_.+=".indexOf(c) >= 0;
    }
}
