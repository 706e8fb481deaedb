package heed.exchange;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An import as JSON (4-api "Files").
///
/// @param diff what it does, and for a dry run would do: `create` profiles, `change` by so many rows besides, `reject`
public record ImportView(String id, String kind, String state, double progress, long read, long created, long applied,
        long unchanged, long rejected, Diff diff, boolean dryRun, @Nullable String reason, @Nullable String error,
        Instant acceptedAt, @Nullable Instant finishedAt, @Nullable Instant undoneAt) {

    /// What an import does, or would do.
    ///
    /// @param create what is made
    /// @param change rows that change what is there
    /// @param reject rows in the error file
    /// @param switches how often each switch goes on and off
    public record Diff(long create, long change, long reject, Map<String, Import.OnOff> switches) {}

    /// How it stands.
    public static ImportView of(Import one) {
        Import.Counts counts = one.counts();
        return new ImportView(one.idText(), one.kind().code(), one.state().code(), one.progress(), counts.read(),
                counts.created(), counts.applied(), counts.unchanged(), counts.rejected(),
                new Diff(counts.created(), Math.max(0, counts.applied() - counts.created()), counts.rejected(),
                        one.switches()),
                one.options().dryRun(), one.options().reason(), one.error(), one.acceptedAt(), one.finishedAt(),
                one.undoneAt());
    }
}
