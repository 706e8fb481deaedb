/// Who may call Heed: API keys and their scopes.
@ApplicationModule(allowedDependencies = {"database", "web", "ledger"})
@NullMarked
package heed.operator;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
