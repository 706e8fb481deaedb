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
/// @param seq the ledger entry behind it; 0 where there is none
public record Standing(SubscriptionStatus status, @Nullable Instant since, long seq) {

    /// Never had to do with it.
    public static final Standing NONE = new Standing(SubscriptionStatus.NONE, null, 0);

    /// As a page shows it.
    public ServiceBox box(ServiceDefinition service) {
        return new ServiceBox(service.id(), service.name(), service.label(), status.code(),
                status == SubscriptionStatus.ACTIVE, seq);
    }

    /// Did it end after that moment? Then a form of before does not begin it again.
    public boolean endedAfter(Instant moment) {
        return status == SubscriptionStatus.ENDED && since != null && since.isAfter(moment);
    }
}
