/// Shared by every API: problems, cursors, idempotency, streams. Knows no feature.
@ApplicationModule(allowedDependencies = {})
@NullMarked
package heed.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
