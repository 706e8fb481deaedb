/// Mail that comes back by itself: the SMTP receiver of the return-path domain, and mailboxes that are looked into.
///
/// Each message is stored before anybody is told that it was taken: an SMTP client hears 250, a mailbox loses the message,
/// only after the commit. What comes twice for that is one, by its bytes. A mailbox of IMAP keeps its messages, marked as
/// taken; POP3 has no such mark, so what was stored is deleted there.
@NullMarked
package heed.feedback.receive;

import org.jspecify.annotations.NullMarked;
