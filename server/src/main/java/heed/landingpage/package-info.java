/// Landing pages: what people fill in to opt in and out by themselves (semantics §3, §7, §8).
///
/// A *page* has a [heed.landingpage.PageKind], a *draft* that operators edit ([heed.landingpage.PageDraft]), and
/// *versions*: what was published, immutable, one of them open to visitors ([heed.landingpage.PageVersion]). Its text is
/// Markdown with placeholders for the controls; [heed.landingpage.PageRenderer] makes safe HTML of it, and beside it the
/// exact wording as plain text, which is the evidence of a choice.
///
/// No page is published without the controls that its kind requires, and no text of an author becomes markup that was
/// not asked for. Constants of a page are attributes, never switches. `editor` is the console's part,
/// `oneclick` the link in every message, `confirm` the messages that confirm, `arrival` and `visit`
/// the pages that recipients fill in.
@ApplicationModule(allowedDependencies = {"database", "web", "web::page", "ledger", "operator", "quarantine", "profile",
        "subscription", "link", "mail", "profile::data"})
@NullMarked
package heed.landingpage;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
