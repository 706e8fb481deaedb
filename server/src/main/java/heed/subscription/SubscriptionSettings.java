package heed.subscription;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How subscriptions are confirmed (semantics §3).
///
/// @param confirmWithin a request that is not confirmed within this time is forgotten
@ConfigurationProperties("heed.subscription")
record SubscriptionSettings(@DefaultValue("7d") Duration confirmWithin) {}
