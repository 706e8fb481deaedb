package heed.mail;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// How long a message waits after an attempt that failed and may succeed later (RFC 5321 §4.5.4.1): in all it is tried six
/// times within eleven hours.
final class BackOff {

    private static final List<Duration> WAITS = List.of(Duration.ofMinutes(1), Duration.ofMinutes(5),
            Duration.ofMinutes(30), Duration.ofHours(2), Duration.ofHours(8));

    private BackOff() {
    }

    /// How long to wait after that many attempts; empty: it is given up.
    static Optional<Duration> after(int attempts) {
        return attempts > WAITS.size() ? Optional.empty() : Optional.of(WAITS.get(attempts - 1));
    }

    /// Was it tried as often as it may be? Then somebody died over each attempt.
    static boolean isOver(int attempts) {
        return attempts > WAITS.size() + 1;
    }
}
