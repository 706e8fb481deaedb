package heed.feedback.text;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A line of the field's keyword table.
///
/// @param keyword one word or a few; `null` is everything that no other line matches
/// @param shortCode only for texts to this number; `null` is any
/// @param language of the keyword and the reply, as `en`
/// @param action what a text with this keyword does
/// @param reply what is answered; `null` is nothing
public record Keyword(@Nullable String keyword, @Nullable String shortCode, String language, Action action,
        @Nullable String reply) {

    /// What a text does. Codes are stored: they are added, never renamed.
    public enum Action {
        /// No more messages to this number, whatever short code it came to.
        STOP("stop"),
        /// Takes back a STOP.
        START("start"),
        /// Changes nothing; the reply is all.
        NONE("none");

        private final String code;

        Action(String code) {
            this.code = code;
        }

        /// The code in the table.
        public String code() {
            return code;
        }

        /// The action of a code; empty for anything else.
        public static Optional<Action> ofCode(String code) {
            return Arrays.stream(values()).filter(action -> action.code.equals(code)).findFirst();
        }
    }
}
