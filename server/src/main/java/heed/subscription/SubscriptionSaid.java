package heed.subscription;

import heed.ledger.Actor;
import heed.ledger.Source;
import heed.profile.ProfileRef;
import heed.rules.SubscriptionStatus;
import heed.rules.subscription.SubscriptionEvent.Act;
import tools.jackson.databind.node.ObjectNode;

/// Somebody subscribed, confirmed or unsubscribed one person: by API, in the console or on a page. Published inside the
/// transaction, with the profile locked, for every one that is recorded; never for imports, merges and deletions, and
/// not for a repeat that was known already.
///
/// @param service the living service
/// @param profile whose subscription
/// @param act what was said
/// @param before the state before it, now
/// @param after the state after it, now
/// @param changed whether these two differ; subscribing again while active only starts the validity anew and is none
/// @param first for subscribe and confirm: the subscription never was active before; for unsubscribe: no end found it
///         active before. Says nothing about `changed`
/// @param requestWaits it is a request that waits for its confirmation, the first one or one more: `seq` names it
/// @param seq the ledger entry
/// @param source where it came from
/// @param actor who said it
/// @param evidence the proof as it was given; `pageMessage` names a page with a message of its own
public record SubscriptionSaid(ServiceDefinition service, ProfileRef profile, Act act, SubscriptionStatus before,
        SubscriptionStatus after, boolean changed, boolean first, boolean requestWaits, long seq, Source source,
        Actor actor, ObjectNode evidence) {}
