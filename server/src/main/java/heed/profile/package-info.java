/// Profiles, the addresses they use, and their opt-outs: the denylist (semantics §1).
@ApplicationModule(allowedDependencies = {"database", "web", "ledger", "operator", "quarantine"})
@NullMarked
package heed.profile;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
