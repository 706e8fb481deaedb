/// May this person be contacted, and if not, why not and until when? One person's facts from the database, judged by
/// `heed.rules.Eligibility.decide`; the hand-off asks the same way (semantics §4).
///
/// Must never state a rule: it fetches facts and explains causes. `duplicate` takes a population, so it is never
/// among the causes here.
@NullMarked
package heed.delivery.eligibility;

import org.jspecify.annotations.NullMarked;
