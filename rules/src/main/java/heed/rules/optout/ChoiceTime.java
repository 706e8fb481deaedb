package heed.rules.optout;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The moment that counts for a choice (semantics §1).
public final class ChoiceTime {

    /// How far ahead a sender's clock may run.
    public static final Duration AHEAD = Duration.ofMinutes(5);

    private ChoiceTime() {
    }

    /// The moment of a choice that says when it was made: its own; the time of receipt when it is up to five minutes
    /// ahead of it; empty (refuse it) when further ahead. Cut to microseconds.
    public static Optional<Instant> judge(Instant at, Instant receivedAt) {
        Instant cut = at.truncatedTo(ChronoUnit.MICROS);
        Instant received = receivedAt.truncatedTo(ChronoUnit.MICROS);
        if (!cut.isAfter(received)) {
            return Optional.of(cut);
        }
        return cut.isAfter(received.plus(AHEAD)) ? Optional.empty() : Optional.of(received);
    }

    /// The moment of a choice that does not say when it was made: now, but always after the newest known choice of
    /// the profile, so that what a person does now is last. To be asked under the profile's lock.
    ///
    /// @param newest the newest known choice of the profile, `null` when it has none
    public static Instant now(Instant receivedAt, @Nullable Instant newest) {
        Instant received = receivedAt.truncatedTo(ChronoUnit.MICROS);
        return newest == null || newest.isBefore(received) ? received : newest.plus(1, ChronoUnit.MICROS);
    }
}
