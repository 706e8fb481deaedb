/// What the outside world says about addresses: bounces, complaints, automatic replies and texts (semantics §2).
///
/// Words: a *message* is what came in, kept as it came. It is *classified* by the pure packages [heed.feedback.email] and
/// [heed.feedback.text], which know no database: the same bytes and the same patterns give the same answer, so that
/// everything can be classified again at any time.
@ApplicationModule(allowedDependencies = {"database", "web", "web::page", "ledger", "operator", "quarantine", "profile",
        "subscription", "link"})
@NullMarked
package heed.feedback;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
