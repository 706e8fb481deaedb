/// Subscriptions: requests, confirmations and ends folded into the link between a person and a service.
///
/// Only `active` counts (semantics §3). Expiry is computed at the asked moment, never stored. Subscribing does not
/// lift an opt-out; nothing here knows of opt-outs at all.
@NullMarked
package heed.rules.subscription;

import org.jspecify.annotations.NullMarked;
