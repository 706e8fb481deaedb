package heed.landingpage.selftest;

import heed.database.SqlTime;
import heed.landingpage.PageKind;
import heed.rules.SubscriptionStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What there is to be attacked.
@Repository
class SelftestStore {

    private final JdbcClient jdbc;

    SelftestStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// A page that is open to visitors.
    ///
    /// @param strangers is it open to people without a link of their own?
    record Open(int id, String name, PageKind kind, boolean strangers) {}

    /// A request that waits to be confirmed.
    ///
    /// @param seq the ledger entry that asked
    record Asked(int serviceId, long seq) {}

    /// The open pages, the newest first.
    List<Open> open(Instant now) {
        // Reads the living pages, tens of them. Expects landing_page_versions_pkey.
        return List.copyOf(jdbc.sql("""
                select p.id, p.name, p.kind, v.content ->> 'allowUnidentified' = 'true' as strangers
                from landing_pages p
                join landing_page_versions v on v.page_id = p.id and v.version = p.published_version
                where p.deleted_at is null and p.unpublished_at is null
                    and coalesce(cast(v.content ->> 'endsAt' as timestamptz) > :now, true)
                order by p.id desc
                """).param("now", SqlTime.of(now))
                .query((row, _) -> new Open(row.getInt("id"), row.getString("name"),
                        PageKind.ofCode(row.getString("kind")).orElseThrow(), row.getBoolean("strangers")))
                .list());
    }

    /// What the profile asked for and has not confirmed, if anything.
    Optional<Asked> asked(int profileId) {
        // Expects subscriptions_profile.
        return jdbc.sql("""
                select service_id, seq from subscriptions where profile_id = :profile and state = :pending limit 1
                """).param("profile", profileId).param("pending", SubscriptionStatus.PENDING.number())
                .query((row, _) -> new Asked(row.getInt("service_id"), row.getLong("seq"))).optional();
    }
}
