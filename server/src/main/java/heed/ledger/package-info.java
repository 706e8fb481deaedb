/// The append-only record of every choice and change, with its proof (semantics §8); undo by voiding.
@ApplicationModule(allowedDependencies = {"database", "web"})
@NullMarked
package heed.ledger;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
