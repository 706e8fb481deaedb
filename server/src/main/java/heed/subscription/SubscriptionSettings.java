package heed.subscription;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How subscriptions are confirmed (semantics §3).
///
/// @param confirmWithin a request that is not confirmed within this time is forgotten
/// @param requestLimit how many requests to confirm are mailed to a person for a service within `requestWindow`
/// @param requestGap the shortest time between two of them, while the first one waits
@ConfigurationProperties("heed.subscription")
public record SubscriptionSettings(@DefaultValue("7d") Duration confirmWithin, @DefaultValue("3") int requestLimit,
        @DefaultValue("24h") Duration requestWindow, @DefaultValue("10m") Duration requestGap) {}
