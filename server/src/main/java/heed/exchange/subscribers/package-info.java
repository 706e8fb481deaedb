/// Imports of subscriptions to services (semantics §3). A row never revives what somebody ended, unless the import may
/// opt in.
@NullMarked
package heed.exchange.subscribers;

import org.jspecify.annotations.NullMarked;
