/// Services, and who subscribes to them (semantics §3).
@ApplicationModule(allowedDependencies = {"database", "web", "ledger", "operator", "quarantine", "profile"})
@NullMarked
package heed.subscription;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
