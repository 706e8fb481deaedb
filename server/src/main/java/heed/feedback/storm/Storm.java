package heed.feedback.storm;

import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A jump of hard errors and what it held.
///
/// @param kind what they have in common
/// @param name the domain, or the code
/// @param seen how many came in the quarter of an hour in which it began
/// @param mean how many usually do
/// @param held how many items it held
/// @param until when it is confirmed by itself
public record Storm(long id, Kind kind, String name, State state, Instant began, int seen, double mean, int held,
        Instant until, @Nullable Instant decided, @Nullable String actor, @Nullable String reason) {

    /// What errors of a storm have in common. Codes are stored: they are added, never renamed.
    public enum Kind {
        /// The domain of their addresses.
        DOMAIN("domain"),
        /// Their enhanced code, or their reason where they have none.
        CODE("code");

        private final String code;

        Kind(String code) {
            this.code = code;
        }

        /// The code in the database.
        public String code() {
            return code;
        }

        static Kind ofCode(String code) {
            return Arrays.stream(values()).filter(kind -> kind.code.equals(code)).findFirst().orElseThrow();
        }
    }

    /// How far it is. Codes are stored: they are added, never renamed.
    public enum State {
        /// Waits for a decision.
        OPEN("open"),
        /// What it held is being counted.
        CONFIRMING("confirming"),
        /// What it held is being voided.
        DROPPING("dropping"),
        /// What it held counts.
        CONFIRMED("confirmed"),
        /// What it held does not count.
        DROPPED("dropped");

        private final String code;

        State(String code) {
            this.code = code;
        }

        /// The code in the database.
        public String code() {
            return code;
        }

        static State ofCode(String code) {
            return Arrays.stream(values()).filter(state -> state.code.equals(code)).findFirst().orElseThrow();
        }
    }

    /// Does it wait for a decision?
    public boolean isOpen() {
        return state == State.OPEN;
    }

    /// Is there nothing left to do about it?
    public boolean isDone() {
        return state == State.CONFIRMED || state == State.DROPPED;
    }

    /// Can it still be dropped, or be dropped after all?
    public boolean isDroppable() {
        return state == State.OPEN || state == State.CONFIRMED;
    }

    /// Can it still be confirmed, or be confirmed after all?
    public boolean isConfirmable() {
        return state == State.OPEN || state == State.DROPPED;
    }
}
