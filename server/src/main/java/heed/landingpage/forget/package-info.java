/// What public pages need not remember any more, taken out once a day.
///
/// An undo link of a page, a request to confirm that is over, and a person whom a page made and who never confirmed: all of
/// it is personal data without a use. What proves anything is in the ledger and in `page_wordings`, and stays: a confirmed
/// request is in the entry of the click, with the words that were read.
///
/// A person is deleted as by an operator (semantics §1 "Delete"): address and attributes go; key and history stay. Only
/// whoever nothing has happened to since (`heed.profile.data.CreationUndo`): somebody who opted out meanwhile, was
/// subscribed, confirmed or edited is kept, for an opt-out is found by its address when the same person signs up again.
///
/// Must never: delete a choice, its proof, or anybody whom a page has not made.
@NullMarked
package heed.landingpage.forget;

import org.jspecify.annotations.NullMarked;
