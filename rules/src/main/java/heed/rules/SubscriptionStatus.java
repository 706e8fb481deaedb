package heed.rules;

import java.util.Arrays;
import java.util.Optional;

/// The state of a subscription in one word (semantics §3). Only `active` counts.
///
/// Codes and numbers are stored: they are added, never changed.
public enum SubscriptionStatus {
    /// Never subscribed, or asked and did not confirm in time.
    NONE("none", 0),
    /// Asked on a double opt-in service, and may still confirm.
    PENDING("pending", 1),
    /// Subscribed.
    ACTIVE("active", 2),
    /// Was active until its validity ended. Computed at the asked moment, never stored.
    EXPIRED("expired", 3),
    /// Unsubscribed, or the service was deleted.
    ENDED("ended", 4);

    private final String code;
    private final int number;

    SubscriptionStatus(String code, int number) {
        this.code = code;
        this.number = number;
    }

    /// The code in the API and files.
    public String code() {
        return code;
    }

    /// The number in the database.
    public int number() {
        return number;
    }

    /// The status of a code; empty for anything else.
    public static Optional<SubscriptionStatus> ofCode(String code) {
        return Arrays.stream(values()).filter(status -> status.code.equals(code)).findFirst();
    }

    /// The status of a number of the database.
    ///
    /// @throws IllegalArgumentException for a number that no status has
    public static SubscriptionStatus ofNumber(int number) {
        return Arrays.stream(values()).filter(status -> status.number == number).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no subscription status has the number " + number));
    }
}
