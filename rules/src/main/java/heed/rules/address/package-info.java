/// Address identity: what a person or a file wrote becomes one canonical spelling, or is rejected with a reason
/// (semantics §6, RFC 5321, RFC 5322, RFC 6531).
///
/// The canonical text of a canonical text is itself, so comparing addresses is comparing texts, code point by
/// code point. Pure: the Unicode domain rules (UTS 46) are passed in, phone numbers live with the server.
/// Rejections never repeat what was written: they may be logged.
@NullMarked
package heed.rules.address;

import org.jspecify.annotations.NullMarked;
