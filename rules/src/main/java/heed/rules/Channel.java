package heed.rules;

import java.util.Arrays;
import java.util.Optional;

/// A way to reach a person. Each address belongs to exactly one channel; the same number on `sms` and `phone` is
/// two addresses (semantics §6).
///
/// Codes and numbers are stored: they are added, never changed.
public enum Channel {
    /// Electronic mail.
    EMAIL("email", 1),
    /// Text message to a mobile number.
    SMS("sms", 2),
    /// Push notification to a device token.
    PUSH("push", 3),
    /// A voice call.
    PHONE("phone", 4),
    /// A letter.
    DIRECT_MAIL("direct_mail", 5),
    /// Telefax.
    FAX("fax", 6),
    /// WhatsApp message to a mobile number.
    WHATSAPP("whatsapp", 7);

    private final String code;
    private final int number;

    Channel(String code, int number) {
        this.code = code;
        this.number = number;
    }

    /// The code in the API, files and URLs.
    public String code() {
        return code;
    }

    /// The number in the database, 1 to 7.
    public int number() {
        return number;
    }

    /// The channel of a code; empty for anything else, capital letters included.
    public static Optional<Channel> ofCode(String code) {
        return Arrays.stream(values()).filter(channel -> channel.code.equals(code)).findFirst();
    }

    /// The channel of a number of the database.
    ///
    /// @throws IllegalArgumentException for a number that no channel has
    public static Channel ofNumber(int number) {
        return Arrays.stream(values()).filter(channel -> channel.number == number).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no channel has the number " + number));
    }
}
