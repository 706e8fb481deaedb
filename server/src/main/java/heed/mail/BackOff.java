package heed.mail;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// How long a message waits after an attempt that failed and may succeed later: in all it is tried ten times within four
/// days and a half (RFC 5321 §4.5.4.1: "at least 4-5 days"), so that a mail server may be away for a long weekend.
final class BackOff {

    private static final List<Duration> WAITS = List.of(Duration.ofMinutes(1), Duration.ofMinutes(5),
            Duration.ofMinutes(30), Duration.ofHours(2), Duration.ofHours(8), Duration.ofDays(1), Duration.ofDays(1),
            Duration.ofDays(1), Duration.ofDays(1));

    /// How often a message is tried; an operator may have it tried once more, each time.
    static final int MOST = WAITS.size() + 1;

    private BackOff() {
    }

    /// How long to wait after that many attempts; empty: it is given up.
    static Optional<Duration> after(int attempts) {
        return attempts > WAITS.size() ? Optional.empty() : Optional.of(WAITS.get(attempts - 1));
    }

    /// Was it tried as often as it may be? Then somebody died over each attempt.
    static boolean isOver(int attempts) {
        return attempts > MOST;
    }
}
