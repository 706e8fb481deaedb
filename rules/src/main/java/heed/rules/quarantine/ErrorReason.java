package heed.rules.quarantine;

import java.util.Arrays;
import java.util.Optional;

/// Why a message did not arrive, or what came back instead (semantics §2). Codes are stored: they are added, never
/// renamed.
public enum ErrorReason {
    /// There is no such mailbox or number.
    USER_UNKNOWN("user_unknown"),
    /// The mailbox has no room; fades more slowly than other soft errors.
    MAILBOX_FULL("mailbox_full"),
    /// There is no such domain.
    INVALID_DOMAIN("invalid_domain"),
    /// The other side could not be reached.
    UNREACHABLE("unreachable"),
    /// The other side refused the message.
    REFUSED("refused"),
    /// The account exists and is switched off.
    ACCOUNT_DISABLED("account_disabled"),
    /// The device is off; never counts.
    NOT_CONNECTED("not_connected", true),
    /// An automatic reply; never counts.
    OUT_OF_OFFICE("out_of_office", true),
    /// The reader reported the message as spam.
    SPAM_COMPLAINT("spam_complaint"),
    /// The owner sent STOP.
    STOP_KEYWORD("stop_keyword"),
    /// The owner opted out.
    OPT_OUT("opt_out"),
    /// The receiver's policy blocks the sender; never counts.
    POLICY("policy", true),
    /// The receiver does not like this message; never counts.
    CONTENT("content", true),
    /// The message is too big; never counts.
    SIZE("size", true),
    /// Too many messages at once; never counts.
    RATE_LIMITED("rate_limited", true),
    /// The sender's reputation; never counts.
    REPUTATION("reputation", true),
    /// Nobody could tell.
    NOT_DEFINED("not_defined");

    private final String code;
    private final boolean neverCounts;

    ErrorReason(String code) {
        this(code, false);
    }

    ErrorReason(String code, boolean neverCounts) {
        this.code = code;
        this.neverCounts = neverCounts;
    }

    /// The code in the API and files.
    public String code() {
        return code;
    }

    /// Does it say something about us or the message, not about the address? Then it makes any feedback ignored,
    /// whatever type it came with.
    public boolean neverCounts() {
        return neverCounts;
    }

    /// The reason of a code; empty for anything else.
    public static Optional<ErrorReason> ofCode(String code) {
        return Arrays.stream(values()).filter(reason -> reason.code.equals(code)).findFirst();
    }
}
