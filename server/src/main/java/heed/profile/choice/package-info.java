/// How choices are stored and folded, one or many at a time: what `Choices` and `ChoiceBatch` stand on (semantics §1).
///
/// Tables: `choices` (every choice, narrow), `opt_outs` (a row for each switch that is on). The fold itself is
/// `heed.rules.optout.OptOuts`, never SQL. Marks on addresses belong to `quarantine`; here is only who asks for them.
@NullMarked
package heed.profile.choice;

import org.jspecify.annotations.NullMarked;
