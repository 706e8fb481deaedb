/// Deliveries: analysis, exclusion log, what-if, target, hand-off (semantics §4).
@ApplicationModule(allowedDependencies = {"database", "web", "web::page", "ledger", "operator", "quarantine", "profile",
        "profile::page", "subscription", "exchange", "link"})
@NullMarked
package heed.delivery;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
