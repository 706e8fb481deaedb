package heed.profile;

import heed.ledger.Actor;
import heed.ledger.Source;
import java.time.Instant;
import java.util.Set;

/// Profiles were deleted: their addresses and attributes are gone. Published inside the deleting transaction, with
/// the profiles locked; listeners end what hangs on them, such as subscriptions (semantics §1, "Delete").
///
/// @param profileIds whom; one, or those of an undone import
/// @param at when
/// @param seq the ledger entry that records it; it names these profiles
/// @param actor who did it
/// @param source where it came from
public record ProfileDeleted(Set<Integer> profileIds, Instant at, long seq, Actor actor, Source source) {

    public ProfileDeleted {
        profileIds = Set.copyOf(profileIds);
    }
}
