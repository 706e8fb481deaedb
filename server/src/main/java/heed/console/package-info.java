/// The overview and the settings of the instance: what stands above all features of the console.
///
/// Every other page belongs to the feature it shows. Must never change what a feature owns.
@ApplicationModule(allowedDependencies = {"database", "web", "web::page", "ledger", "ledger::trend", "operator",
        "operator::people",
        "quarantine", "profile", "subscription", "exchange", "delivery", "delivery::reach", "landingpage", "link",
        "mail", "feedback", "feedback::hook", "feedback::storm"})
@NullMarked
package heed.console;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
