/// Addresses not to be used, whoever owns them: state, release, excluded domains (semantics §2, §6).
@ApplicationModule(allowedDependencies = {"database", "web", "web::page", "ledger", "operator"})
@NullMarked
package heed.quarantine;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
