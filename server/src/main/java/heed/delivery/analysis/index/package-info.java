/// The profile index: all profiles' facts in memory, at exactly one snapshot of the database.
///
/// Words: the *position* is the database snapshot the index stands at; *touched* is whoever a new ledger entry names.
/// A question first catches up: a *glance* asks where the database stands and whether there is news; then one
/// repeatable-read transaction reads the ledger's entries that became visible since the last snapshot, and the present
/// state of what they touch. A *boot* names the time until PostgreSQL's next crash, after which all is read anew. So
/// whoever changes a fact must append an entry that names whom it touches; a change without an entry is not seen until
/// the next full load.
///
/// A restart reads the *snapshot file* instead of everything, if it is whole, of this version of Heed and of this
/// database's past, which the database itself must say: it knows the *token* of each file. Anything in doubt means a
/// full load. To make a running Heed doubt (after changes by hand), stop it and delete `HEED_HOME/index`.
///
/// Reads the tables of profile, quarantine, subscription and ledger; must never write any.
/// Owns `index_files` and `boot`, and of `instance` the cluster and the settled sequence.
@NullMarked
package heed.delivery.analysis.index;

import org.jspecify.annotations.NullMarked;
