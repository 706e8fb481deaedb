/// Confirmation messages, and the double opt-in of subscriptions and people by mail (semantics §3).
///
/// A *request* asks to confirm and carries a link `/c/{token}`; a *confirmation* tells what was done: that of the service
/// at a person's first subscription or unsubscription, that of the page at every real change, none where nothing changed
/// ([Confirmations]). All of it is written in the transaction of the choice, in the person's language ([MailWording]).
///
/// Opening a link changes nothing; the button on its page confirms ([ConfirmPages]), once, however often it is pressed. The
/// link answers for whoever the profile was merged into. A page's request is applied by `visit`.
///
/// Must never: let a broken text of an author or a person without address stop a choice, confirm anything by GET, ask the
/// person for anything but the click.
@NullMarked
package heed.landingpage.confirm;

import org.jspecify.annotations.NullMarked;
