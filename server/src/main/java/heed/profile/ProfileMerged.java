package heed.profile;

import heed.ledger.Actor;
import java.time.Instant;

/// A profile was merged into another and is now its alias. Published inside the merging transaction, with both locked.
///
/// Listeners carry over what hangs on profiles and end it for the merged one (no [ProfileDeleted] follows):
/// subscriptions are active only where both are active or one never had any (semantics §1, "Merge").
///
/// @param from the profile that was merged, deleted now
/// @param into the profile it was merged into
/// @param at when
/// @param seq the ledger entry that records it; it names both profiles
/// @param actor who did it
public record ProfileMerged(int from, int into, Instant at, long seq, Actor actor) {}
