/// Imports: streamed, resumable, with an error file and undo.
@ApplicationModule(allowedDependencies = {"database", "web", "web::page", "ledger", "operator", "quarantine", "profile",
        "subscription"})
@NullMarked
package heed.exchange;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
