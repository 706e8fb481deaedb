/// Landing pages as recipients get them: shown, filled in, taken back (semantics §1, §3, §7, §8).
///
/// Two ways lead to a page: a link of one's own (`/p/{token}`), or its name, for *strangers*, where the page is open to
/// them (`/page/{name}`). A look changes nothing. What a person sends is the difference between what they were shown and
/// what they want ([FormTaking]): it becomes choices and subscriptions in one transaction, with the wording, the page's
/// version and the delivery as proof ([Proofs]), and the page says exactly what changed, with an undo that voids exactly
/// that ([UndoPages]).
///
/// What restricts counts at once, whoever asks; what a stranger asks to *get* waits for a click in a message sent to the
/// address ([StrangerForms], [PageRequests]) and until then is on nobody's profile. A stranger reads the same words
/// whether an address is known or not. A closed page, or a link to somebody who was deleted, still takes the wish to stop.
///
/// Must never: change anything by GET, replace switches, lift an opt-out that is newer than the form, let a limit or a
/// trap stand between a link of one's own and a withdrawal, ask for more than the address and the choice (S3).
/// Serves L*, S1, S3, S4, E7.1, E7.3, CA1.
@NullMarked
package heed.landingpage.visit;

import org.jspecify.annotations.NullMarked;
