/// `/u/{token}`: the link to unsubscribe in every message, and its page (RFC 8058, semantics §7).
///
/// Looking changes nothing, however it is done: GET, HEAD, OPTIONS, prefetch, and link scanners by the dozen (U8, U10).
/// What acts is a POST: the mailbox provider's `List-Unsubscribe=One-Click`, without cookie, session, redirect or a look at
/// where it comes from (U5, U6, U7), any number of times (U9); or a button of the page, pressed by a person. Both do what
/// the link was made for: end the subscription where its delivery was for a service, else opt out of its channel. The page
/// offers the wider and the narrower beside it, "stop everything" always (S4), and asks for nothing (S3).
///
/// A link works as long as there is a Heed (S1, CA1): for deleted and merged profiles, deleted deliveries and services.
/// One that was never made here changes nothing, and the answer tells nobody whether it was. When the database is away the
/// answer is 503: whoever asked asks again (U9).
///
/// No limit stands before a true token. Each act names delivery and, where a person read them, the words (U11, E7.1).
@NullMarked
package heed.landingpage.oneclick;

import org.jspecify.annotations.NullMarked;
