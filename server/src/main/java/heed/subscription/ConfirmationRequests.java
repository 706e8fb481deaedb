package heed.subscription;

import heed.database.SqlTime;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Sees to it that nobody is sent too many requests to confirm, whoever fills in a form with their address: so many for a
/// service within a time, and not one right after the other (settings `heed.subscription.request-…`).
///
/// A request that is not mailed again is recorded all the same, and each that was mailed can be confirmed for as long as
/// its own time lasts.
@Component
public class ConfirmationRequests {

    /// In place of a service: the profile itself is to be confirmed.
    public static final int PROFILE = 0;

    private final JdbcClient jdbc;
    private final SubscriptionSettings settings;

    ConfirmationRequests(JdbcClient jdbc, SubscriptionSettings settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    /// May a request be mailed now? Where it may, it counts as mailed: ask once for each, in its transaction, with the
    /// profile locked.
    ///
    /// @param serviceId the service, or [#PROFILE]
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean mayMail(int serviceId, int profileId, Instant now) {
        Instant moment = now.truncatedTo(ChronoUnit.MICROS);
        List<Instant> mailed = mailed(serviceId, profileId);
        List<Instant> lately = mailed.stream().filter(moment.minus(settings.requestWindow())::isBefore).toList();
        boolean rightAfter = mailed.stream().anyMatch(moment.minus(settings.requestGap())::isBefore);
        if (rightAfter || lately.size() >= settings.requestLimit()) {
            return false;
        }
        Duration kept = Collections.max(List.of(settings.requestWindow(), settings.requestGap()));
        // Both expect the primary key.
        jdbc.sql("""
                delete from confirmation_requests
                where service_id = :service and profile_id = :profile and mailed_at <= :past
                """).param("service", serviceId).param("profile", profileId)
                .param("past", SqlTime.of(moment.minus(kept))).update();
        jdbc.sql("""
                insert into confirmation_requests (service_id, profile_id, mailed_at)
                values (:service, :profile, :now) on conflict do nothing
                """).param("service", serviceId).param("profile", profileId).param("now", SqlTime.of(moment)).update();
        return true;
    }

    private List<Instant> mailed(int serviceId, int profileId) {
        // Expects the primary key.
        return List.copyOf(jdbc.sql("""
                select mailed_at from confirmation_requests where service_id = :service and profile_id = :profile
                """).param("service", serviceId).param("profile", profileId)
                .query((row, _) -> SqlTime.read(row, "mailed_at")).list());
    }
}
