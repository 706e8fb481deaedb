package heed.rules.quarantine;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The delivery errors of an address, independent of its marks (semantics §2).
public sealed interface ErrorPart {

    /// The number of counted errors.
    int count();

    /// When the last of them happened; `null` without errors.
    @Nullable
    Instant at();

    /// Why it happened; `null` without errors or when nobody said.
    @Nullable
    ErrorReason reason();

    /// The number in the database: none 0, erroneous 1, quarantined 2.
    default int number() {
        return switch (this) {
            case None _ -> 0;
            case Erroneous _ -> 1;
            case Quarantined _ -> 2;
        };
    }

    /// No errors.
    record None() implements ErrorPart {

        @Override
        public int count() {
            return 0;
        }

        @Override
        public @Nullable Instant at() {
            return null;
        }

        @Override
        public @Nullable ErrorReason reason() {
            return null;
        }
    }

    /// Some soft errors, not enough to quarantine; they fade.
    ///
    /// @param count how many counted
    /// @param at when the last counted one happened
    /// @param reason why that one happened
    /// @param seq the ledger entry of that one
    record Erroneous(int count, Instant at, @Nullable ErrorReason reason, long seq) implements ErrorPart {}

    /// Not to be used until released; does not fade.
    ///
    /// @param count how many errors counted, the one that quarantined included
    /// @param at when the one that quarantined happened; a further error does not move it
    /// @param reason why that one happened
    /// @param seq the ledger entry of that one
    record Quarantined(int count, Instant at, @Nullable ErrorReason reason, long seq) implements ErrorPart {}
}
