/// Mail that Heed itself writes to people: confirmations, one message for one person. Campaigns are not mailed here.
///
/// [heed.mail.Outbox] takes a message in the transaction of what it tells of, so that neither stands without the other; a
/// job sends it over SMTP afterwards. Sending is *at least once*: who dies between the relay's "250" and the note of it
/// sends again, under the same Message-ID, by which a receiver drops the repeat.
///
/// A person's opt-outs are not asked, for whoever asked for a subscription is to hear of it (semantics §3); the state of
/// the address always is: what is quarantined, denylisted or in an excluded domain gets nothing and is `withheld`.
///
/// Must never: answer mail (R1, RFC 3834: nothing here is caused by a message that came in, and all that leaves says
/// `Auto-Submitted`), write an address, a subject or a text into a log or the ledger.
@ApplicationModule(allowedDependencies = {"database", "web", "web::page", "ledger", "quarantine", "profile"})
@NullMarked
package heed.mail;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
