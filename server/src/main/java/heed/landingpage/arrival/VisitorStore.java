package heed.landingpage.arrival;

import heed.database.SqlTime;
import heed.quarantine.Address;
import heed.rules.SubscriptionStatus;
import heed.rules.subscription.SubscriptionState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Who visitors are and where they stand. Whether a subscription has expired or lapsed is asked of the rules.
@Repository
public class VisitorStore {

    private final JdbcClient jdbc;
    private final Clock clock;

    VisitorStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// An owner of an address.
    public record Owner(int id, String key) {}

    /// The living profiles that use the address, the oldest first.
    public List<Owner> owners(Address address) {
        // Expects the unique index on (channel, canonical), profile_addresses_address and profiles_pkey.
        return List.copyOf(jdbc.sql("""
                select p.id, p.key from profiles p where p.deleted_at is null and p.id in (
                    select u.profile_id from addresses a join profile_addresses u on u.address_id = a.id
                    where a.channel = :channel and a.canonical = cast(:canonical as text) collate "C")
                order by p.id
                """).param("channel", address.channel().number()).param("canonical", address.canonical())
                .query((row, _) -> new Owner(row.getInt("id"), row.getString("key"))).list());
    }

    /// Does the profile use the address now?
    public boolean uses(int profileId, int addressId) {
        // Expects profile_addresses_address.
        return jdbc.sql("""
                select exists (select from profile_addresses where address_id = :address and profile_id = :profile)
                """).param("address", addressId).param("profile", profileId).query(Boolean.class).single();
    }

    /// Makes whoever asks for the same address wait for the end of this transaction: nobody is made twice for it. Ask
    /// before anything else is locked.
    public void alone(Address address) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:what, 0))")
                .param("what", "page:" + address.canonical())
                .query(_ -> {
                });
    }

    /// Where the profile stands with these services now, by id; those it never had to do with are left out.
    public Map<Integer, Standing> standings(int profileId, Collection<Integer> serviceIds) {
        Map<Integer, Standing> found = new HashMap<>();
        Instant now = clock.instant();
        // Expects the primary keys of subscriptions, subscription_events and voids.
        jdbc.sql("""
                select s.service_id, s.state, s.since_at, s.until_at, s.seq,
                    (select max(e.at) from subscription_events e
                     where e.service_id = s.service_id and e.profile_id = s.profile_id and e.act = 'unsubscribe'
                        and not exists (select from voids v where v.seq = e.seq)) as left_at
                from subscriptions s
                where s.profile_id = :profile and s.service_id = any(cast(:services as int[]))
                """).param("profile", profileId)
                .param("services", serviceIds.toArray(Integer[]::new))
                .query(row -> {
                    found.put(row.getInt("service_id"), standing(row, now));
                });
        return found;
    }

    private static Standing standing(ResultSet row, Instant now) throws SQLException {
        SubscriptionState state = new SubscriptionState(SubscriptionStatus.ofNumber(row.getInt("state")),
                SqlTime.readOrNull(row, "since_at"), SqlTime.readOrNull(row, "until_at"), row.getLong("seq"),
                List.of());
        return new Standing(state.at(now), state.since(), SqlTime.readOrNull(row, "left_at"), state.seq());
    }
}
