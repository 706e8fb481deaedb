package heed.feedback;

import java.util.Arrays;
import java.util.Optional;

/// How a piece of feedback came in. Codes are stored: they are added, never renamed.
public enum Way {
    /// Typed events of `POST /feedback`.
    API("api"),
    /// A raw message of `POST /feedback/email`.
    EMAIL("email"),
    /// A text of `POST /feedback/sms`.
    SMS("sms"),
    /// A provider's webhook.
    HOOK("hook"),
    /// A message fetched from a mailbox.
    MAILBOX("mailbox"),
    /// A message that Heed's own SMTP receiver took.
    SMTP("smtp"),
    /// A message of an imported file.
    FILE("file");

    private final String code;

    Way(String code) {
        this.code = code;
    }

    /// The code in JSON and the database.
    public String code() {
        return code;
    }

    /// The way of that code, if there is one.
    public static Optional<Way> ofCode(String code) {
        return Arrays.stream(values()).filter(way -> way.code.equals(code)).findFirst();
    }
}
