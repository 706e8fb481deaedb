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
/// service within a time, and not one right after another that waits (settings `heed.subscription.request-…`).
///
/// A request that is not mailed again is recorded all the same, and each that was mailed can be confirmed for as long as
/// its own time lasts. Whoever has left or taken back has a link that leads nowhere: the next request is mailed at once.
@Component
public class ConfirmationRequests {

    /// In place of a service: what was asked for with an address. Each address of a person is another mailbox, so that what
    /// is sent to one keeps nothing from another.
    public static int ofAddress(int addressId) {
        return -addressId;
    }

    private final JdbcClient jdbc;
    private final SubscriptionSettings settings;

    ConfirmationRequests(JdbcClient jdbc, SubscriptionSettings settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    /// May a request be mailed now? Where it may, it counts as mailed: ask once for each, in its transaction, with the
    /// profile locked.
    ///
    /// @param serviceId the service, or what [#ofAddress] says
    /// @param waits may one that was mailed before still be confirmed?
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean mayMail(int serviceId, int profileId, boolean waits, Instant now) {
        Instant moment = now.truncatedTo(ChronoUnit.MICROS);
        List<Instant> mailed = mailed(serviceId, profileId);
        List<Instant> lately = mailed.stream().filter(moment.minus(settings.requestWindow())::isBefore).toList();
        boolean rightAfter = waits && mailed.stream().anyMatch(moment.minus(settings.requestGap())::isBefore);
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

    /// The person has answered one: what was mailed before counts no longer against the next. In the transaction of the
    /// answer, with the profile locked.
    ///
    /// @param serviceId the service, or what [#ofAddress] says
    @Transactional(propagation = Propagation.MANDATORY)
    public void answered(int serviceId, int profileId) {
        // Expects the primary key.
        jdbc.sql("delete from confirmation_requests where service_id = :service and profile_id = :profile")
                .param("service", serviceId).param("profile", profileId).update();
    }

    private List<Instant> mailed(int serviceId, int profileId) {
        // Expects the primary key.
        return List.copyOf(jdbc.sql("""
                select mailed_at from confirmation_requests where service_id = :service and profile_id = :profile
                """).param("service", serviceId).param("profile", profileId)
                .query((row, _) -> SqlTime.read(row, "mailed_at")).list());
    }
}
