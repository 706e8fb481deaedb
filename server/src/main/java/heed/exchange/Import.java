package heed.exchange;

import heed.ledger.Actor;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An import as it stands.
///
/// @param id its number
/// @param kind what its rows are
/// @param state how far it is
/// @param options what the caller said beside the file
/// @param actor who started it
/// @param file the name of the stored file under HEED_HOME/imports
/// @param sha256 of the file as it came, hexadecimal
/// @param doneLines the last line that is worked off and committed
/// @param progress the worked-off part of the file, 0 to 1
/// @param errorBytes how long the error file is
/// @param counts what became of the rows so far
/// @param switches how often each switch went on and off
/// @param error why it failed, or null
/// @param acceptedAt when the file was safe on disk: the moment of restricting rows without their own
/// @param finishedAt when it was done or failed, or null
/// @param undoneAt when it was undone, or null
public record Import(long id, ImportKind kind, State state, ImportOptions options, Actor actor, String file,
        String sha256, long doneLines, double progress, long errorBytes, Counts counts,
        Map<String, OnOff> switches, @Nullable String error, Instant acceptedAt, @Nullable Instant finishedAt,
        @Nullable Instant undoneAt) {

    /// How far an import is. Codes are persisted.
    public enum State {
        /// At work, or waiting for its turn.
        RUNNING("running"),
        /// Every row was applied or rejected.
        DONE("done"),
        /// The file cannot be read further; rows before that place are applied.
        FAILED("failed");

        private final String code;

        State(String code) {
            this.code = code;
        }

        /// The code in JSON and the database.
        public String code() {
            return code;
        }
    }

    /// What became of the rows: `read = applied + unchanged + rejected`.
    ///
    /// @param read rows read, good and bad
    /// @param created profiles made (imports of quarantine: addresses)
    /// @param applied rows that made or changed something
    /// @param unchanged rows that said what was so already
    /// @param rejected rows in the error file
    public record Counts(long read, long created, long applied, long unchanged, long rejected) {}

    /// How often a switch went on and off.
    public record OnOff(long on, long off) {}

    /// Does its file stay when it ends, to be applied? An operator tries a file before.
    public boolean keepsFile() {
        return options.dryRun() && actor.isOperator();
    }

    /// Its name in the ledger's evidence and in messages.
    public String idText() {
        return Long.toString(id);
    }
}
