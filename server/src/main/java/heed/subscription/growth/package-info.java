/// How many subscriptions a service has in each state, and how that grew, day by day (UTC).
///
/// A subscription *stays* in one state after another ([heed.rules.subscription.SubscriptionStay]); each stay enters its
/// state on a day and leaves it on a day, which may be still to come where an end is known. A change of a subscription
/// appends by how much these counts move, from what its events came to before to what they come to now: late events,
/// undo, merges and deletions included. [heed.subscription.growth.GrowthJob] sums up what was appended; whoever asks
/// adds both, so figures are exact at once.
///
/// Owns `service_days` and `service_day_changes`. Must never be read to decide anything about a person. A change of the
/// setting `confirm-within` is seen only in what changes after it.
@NullMarked
package heed.subscription.growth;

import org.jspecify.annotations.NullMarked;
