package heed.landingpage.arrival;

import heed.landingpage.ServiceBox;
import heed.rules.SubscriptionStatus;
import heed.subscription.ServiceDefinition;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Where a person stands with a service.
///
/// @param status now
/// @param since since when; null for `none`
/// @param leftAt when the person last unsubscribed, subscribed or not; null: never
/// @param seq the ledger entry behind it; 0 where there is none
public record Standing(SubscriptionStatus status, @Nullable Instant since, @Nullable Instant leftAt, long seq) {

    /// Never had to do with it.
    public static final Standing NONE = new Standing(SubscriptionStatus.NONE, null, null, 0);

    /// As a page shows it.
    public ServiceBox box(ServiceDefinition service) {
        return new ServiceBox(service.id(), service.name(), service.label(), status.code(),
                status == SubscriptionStatus.ACTIVE, seq);
    }

    /// Did the person leave after that moment, and not come back? Then what was asked before does not begin it again.
    public boolean leftAfter(Instant moment) {
        return status != SubscriptionStatus.ACTIVE && leftAt != null && leftAt.isAfter(moment);
    }
}
