/// Signed links: what a recipient gets instead of a password, and the frame of the pages they lead to (semantics §7).
///
/// A *link* names a person, a delivery, a page, a service ([Link]); its *token* is that, signed, in fewer than 60
/// characters of a URL: no address, no key. A token counts only in its exact spelling. Keys rotate and old links live
/// ([LinkKeys]); they are in the database, so that every server on it reads what another has signed.
///
/// Public paths (`/u` `/p` `/page` `/c` `/undo`) have a security chain of their own: no session, no cookie, no token
/// against forgery, nothing foreign, nothing cached ([PublicSecurity]). Their controllers are [PublicPages], their
/// template is `public/layout :: page(title, content)`, their texts are `messages/public*.properties`. Whoever serves
/// one says first which language it is in ([PublicLanguage]), and never lets a limit ([PublicLimits]) stand between a
/// true token and a withdrawal.
///
/// Serves U4 (RFC 8058 §3.1: the URI alone names person and list, hard to forge), U7 and L3.
@ApplicationModule(allowedDependencies = {"database", "web", "web::page", "web::outage", "ledger", "operator"})
@NullMarked
package heed.link;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
