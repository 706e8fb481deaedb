package heed.subscription;

/// What identifies a subscription: a service and a profile, by their ids.
record SubscriptionKey(int serviceId, int profileId) {}
