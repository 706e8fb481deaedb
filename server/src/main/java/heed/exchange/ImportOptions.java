package heed.exchange;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What the caller said beside the file. Stored as JSON.
///
/// @param format how the rows are written
/// @param allowOptIn may rows opt in? Only with a reason (semantics §1 "Imports restrict")
/// @param reason where the consent comes from, or why the import is made
/// @param asOf when the file was made: the moment of opt-ins without their own
/// @param dryRun compute everything, keep nothing
/// @param emptyClears an empty cell clears instead of changing nothing
public record ImportOptions(RowFormat format, boolean allowOptIn, @Nullable String reason, @Nullable Instant asOf,
        boolean dryRun, boolean emptyClears) {

    /// The same, for real.
    public ImportOptions applied() {
        return new ImportOptions(format, allowOptIn, reason, asOf, false, emptyClears);
    }
}
