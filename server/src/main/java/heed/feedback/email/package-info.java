/// What a raw e-mail says about an address: bounce, complaint, automatic reply, or nothing (D1, D2, A1, R1).
///
/// Pure: bytes in, [heed.feedback.email.Classified] out. In this order: a report of deliveries (RFC 3464, 6522, 6533), a
/// complaint (RFC 5965), an automatic reply (RFC 3834), a bounce in plain words, anything else.
/// The words that mail systems use are data: `patterns.tsv`, one ordered file, each line with its source.
///
/// Promises: an automatic reply, a delayed notice or an ordinary mail never counts against an address; what says
/// something about the sender or the message is `ignored`; whatever the bytes are, an answer comes within a second and
/// within the memory of [heed.feedback.email.MailLimits].
@NullMarked
package heed.feedback.email;

import org.jspecify.annotations.NullMarked;
