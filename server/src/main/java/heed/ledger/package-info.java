/// The append-only record of every choice and change, with its proof (semantics §8); undo by voiding.
///
/// An *entry* names what happened ([heed.ledger.Kind]), when, who did it, where it came from, whom it touched, what
/// changed and on what evidence. It is appended in the transaction of what it records: neither stands without the
/// other. Nothing here is updated or deleted. The table is partitioned by month of recording.
///
/// Undo *voids*: the entry stays, the table `voids` takes it out of its fold, the owners of what it changed refold
/// ([heed.ledger.EntryVoided]), and an entry of kind `voided` says so. An entry is voided at most once; a `voided`
/// one never.
///
/// Whoever follows the ledger (the profile index) reads [heed.ledger.Touched] by transaction, not by sequence.
/// No address and no attribute of a person is written here: what cannot be deleted must not hold them.
@ApplicationModule(allowedDependencies = {"database", "web", "web::page"})
@NullMarked
package heed.ledger;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
