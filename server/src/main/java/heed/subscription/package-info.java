/// Services, and who subscribes to them (semantics §3).
///
/// A subscription is the fold of its own events by time (`heed.rules.subscription`), whatever the order of arrival; only
/// `active` counts. One person subscribes, confirms and unsubscribes by [heed.subscription.Subscriptions], many by
/// [heed.subscription.SubscriptionBatch]: the events, their ledger entries and the folded state are one transaction under
/// the profile's lock, which is taken after the service's. Who has to tell the person listens to
/// [heed.subscription.SubscriptionSaid] in the same transaction.
///
/// Subscribing lifts no opt-out; a deleted service keeps its row and its history, and makes nobody contactable, nor do
/// links that still name it: they record the wish.
///
/// `service` makes, edits and deletes the services, `growth` counts their subscriptions, `page` shows them.
@ApplicationModule(allowedDependencies = {"database", "web", "web::page", "ledger", "operator", "quarantine", "profile",
        "profile::page"})
@NullMarked
package heed.subscription;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
