package heed.ledger;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which entries of the ledger are asked for; null leaves a field open.
///
/// @param profileIds entries about any of these profiles, batches included; empty: about anybody
/// @param actor exactly this actor
/// @param source from there
/// @param kind of that kind
/// @param from happened then or later
/// @param to happened before then
public record LedgerFilter(Set<Integer> profileIds, @Nullable String actor, @Nullable Source source,
        @Nullable Kind kind, @Nullable Instant from, @Nullable Instant to) {

    /// Everything about these profiles.
    public static LedgerFilter about(Set<Integer> profileIds) {
        return new LedgerFilter(profileIds, null, null, null, null, null);
    }
}
