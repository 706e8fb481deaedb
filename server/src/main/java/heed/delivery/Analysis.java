package heed.delivery;

import heed.delivery.analysis.CauseSet;
import heed.delivery.analysis.index.Position;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The analysis of a delivery without its bitmaps: what an answer shows.
///
/// @param id its id; a new analysis of the same delivery has another
/// @param state where it stands
/// @param progress 0 to 1
/// @param error why it failed, null otherwise
/// @param result null until it is done
public record Analysis(long id, State state, double progress, @Nullable String error, @Nullable Result result) {

    /// Codes are persisted: added, never renamed.
    public enum State {
        /// At work.
        RUNNING("running"),
        /// Its result stands.
        DONE("done"),
        /// It came to nothing; the delivery is a draft again.
        FAILED("failed");

        private final String code;

        State(String code) {
            this.code = code;
        }

        /// The code in JSON and the database.
        public String code() {
            return code;
        }

        static State ofCode(String code) {
            return DONE.code.equals(code) ? DONE : RUNNING.code.equals(code) ? RUNNING : FAILED;
        }
    }

    /// What came out.
    ///
    /// @param position the snapshot it stands at
    /// @param moment what subscriptions were judged at
    /// @param counts how many
    /// @param preparedAt when it was done
    /// @param durationMs how long it took, in milliseconds
    public record Result(Position position, Instant moment, Counts counts, Instant preparedAt, long durationMs) {}

    /// How many: `audience = target + Σ deciding`.
    ///
    /// @param unknown names in the audience that nobody living has
    /// @param exclusions one row a cause in order of precedence
    public record Counts(long audience, int unknown, long target, List<Row> exclusions) {}

    /// One cause and its three counts (semantics §4).
    public record Row(String cause, @Nullable String detail, long deciding, long matching, long only) {

        static Row of(CauseSet set) {
            return new Row(set.rule().code(), set.detail(), set.deciding(), set.matchingCount(), set.only());
        }
    }
}
