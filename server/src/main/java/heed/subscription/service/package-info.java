/// The services themselves: made, edited, deleted, and what happened to them; the console's pages use the same
/// ([heed.subscription.service.ServiceChanges]) as the API (4-api "Services").
///
/// A name never changes; a deleted service keeps its row and its history, and makes nobody contactable.
@NullMarked
package heed.subscription.service;

import org.jspecify.annotations.NullMarked;
