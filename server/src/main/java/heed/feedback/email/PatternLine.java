package heed.feedback.email;

import heed.rules.quarantine.ErrorReason;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A line of the patterns.
///
/// @param number of the line in the file, from 1: the smaller one counts
/// @param id what the result names
/// @param where what it is looked for in
/// @param pattern wordings separated by ` | `; in each, `*` stands for at most 60 characters; for `code` and `reply`
/// numbers in which `*` stands for the rest
/// @param effect what it says
/// @param reason why, for the lines that judge an address
/// @param source who writes so
public record PatternLine(int number, String id, Where where, String pattern, Effect effect,
        @Nullable ErrorReason reason, String source) {

    /// What a line is looked for in.
    public enum Where {
        /// The subject of the message.
        SUBJECT,
        /// From, Sender and Return-Path.
        FROM,
        /// The beginning of what the message says before the returned one.
        BODY,
        /// A line after which the returned message follows.
        CUT,
        /// What stands just before an address.
        ADDRESS,
        /// What the other side answered.
        DIAGNOSTIC,
        /// The enhanced code (RFC 3463), as `5.1.1`.
        CODE,
        /// The reply code (RFC 5321), as `550`.
        REPLY;

        /// Does a line there judge an address?
        boolean judges() {
            return this == DIAGNOSTIC || this == CODE || this == REPLY;
        }

        static Optional<Where> ofName(String name) {
            return Arrays.stream(values()).filter(where -> where.name().equalsIgnoreCase(name)).findFirst();
        }
    }

    /// What a line says, of an address or of a message.
    public enum Effect {
        /// A lasting error.
        HARD,
        /// A passing error.
        SOFT,
        /// Lasting when the code begins with 5, passing when with 4.
        BY_CODE,
        /// Says nothing against the address.
        IGNORED,
        /// A bounce.
        BOUNCE,
        /// A notice that delivery goes on being tried.
        DELAYED,
        /// Delivered, or read.
        DELIVERED,
        /// An automatic reply or a challenge.
        AUTO_REPLY,
        /// A complaint in plain words.
        COMPLAINT,
        /// What follows is the returned message.
        CUT,
        /// What follows is the address that failed.
        RECIPIENT,
        /// What follows is the address that the one before came from, by an alias or a forward.
        ORIGIN,
        /// What follows is some other address.
        OTHER;

        static Optional<Effect> ofName(String name) {
            return Arrays.stream(values()).filter(effect -> effect.name().equalsIgnoreCase(name)).findFirst();
        }

        /// Does it fit a line that is looked for there?
        boolean fits(Where where) {
            return switch (this) {
                case HARD, SOFT, BY_CODE, IGNORED -> where.judges();
                case BOUNCE, DELAYED, DELIVERED, AUTO_REPLY, COMPLAINT ->
                    where == Where.SUBJECT || where == Where.FROM || where == Where.BODY;
                case CUT -> where == Where.CUT;
                case RECIPIENT, ORIGIN, OTHER -> where == Where.ADDRESS;
            };
        }
    }
}
