/// May this person be contacted, and if not, why not and until when? Facts from the database, judged by
/// `heed.rules.Eligibility.decide`; the hand-off asks the same way (semantics §4). [PersonStore] reads one person in one
/// statement, [FactsStore] many, one relation after the other; of many the profile index tells the same, where one look
/// at the ledger says that nothing has happened since it last caught up. Tests ask each and hold them to one answer.
///
/// [EligibilityApi] answers programs, [WhyPages] tells people.
///
/// Must never state a rule: it fetches facts and explains causes. `duplicate` takes a population, so it is never
/// among the causes here.
@NullMarked
package heed.delivery.eligibility;

import org.jspecify.annotations.NullMarked;
