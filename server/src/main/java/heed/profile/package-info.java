/// Profiles, the addresses they use, and their opt-outs: the denylist (semantics §1).
///
/// A *choice* (opt out, opt in, replace) has a moment; the *switches* of a profile are the fold of its choices in the
/// order of their moments (`heed.rules.optout`), whatever the order of arrival. A choice, its ledger entry and its
/// effect are one transaction under the profile's lock: [heed.profile.Choices] takes one, [heed.profile.ChoiceBatch]
/// many, [heed.profile.ChoiceUndo] takes an import's back.
///
/// Nothing but an opt-in, a replace with a reason or a void lifts a switch: no new address, no deletion, no revival,
/// no merge. Quarantine is never read to decide a switch nor written by one, but for the marks that a choice with
/// `scope: address` asks for.
///
/// A key reaches one profile ([heed.profile.ProfileKeyStore]); that of a merged profile reaches the one it was merged
/// into. Locks: profiles in the order of their ids, then addresses. Others hear of [heed.profile.ProfileDeleted] and
/// [heed.profile.ProfileMerged] inside the transaction.
///
/// `choice` stores and folds, `data` is addresses and attributes, `search` looks, `page` shows, `ending` deletes,
/// revives and merges, `report` reports.
@ApplicationModule(allowedDependencies = {"database", "web", "web::page", "ledger", "operator", "quarantine"})
@NullMarked
package heed.profile;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
