/// The profile index: all profiles' facts in memory, at exactly one snapshot of the database.
///
/// Words: the *position* is the database snapshot the index stands at; *touched* is whoever a new ledger entry names.
/// A question first catches up: one repeatable-read transaction reads the ledger's entries that became visible
/// since the last snapshot, and the present state of what they touch. So whoever changes a fact must append an
/// entry that names whom it touches; a change without an entry is not seen until the next full load.
///
/// Reads the tables of profile, quarantine, subscription and ledger; must never write any.
@NullMarked
package heed.delivery.analysis.index;

import org.jspecify.annotations.NullMarked;
