package heed.feedback.work;

import heed.feedback.work.Verdict.Whom;
import heed.quarantine.Address;
import heed.rules.Channel;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// To which address a person's copy of a delivery went.
@Repository
class WhomStore {

    private final JdbcClient jdbc;

    WhomStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// The address it was handed off with, whatever the person uses now; where it left by a look at the target, which
    /// records nothing, the person's first address on the delivery's channel.
    Optional<Address> address(Whom whom) {
        // Expects the primary keys of hand_offs, addresses, deliveries and profile_addresses.
        return jdbc.sql("""
                select a.channel, a.canonical from addresses a where a.id = coalesce(
                    (select h.address_id from hand_offs h
                     where h.delivery_id = :delivery and h.profile_id = :profile),
                    (select u.address_id from profile_addresses u join deliveries d on d.channel = u.channel
                     where d.id = :delivery and u.profile_id = :profile and u.position = 1))
                """).param("delivery", whom.delivery()).param("profile", whom.profile())
                .query((row, _) -> new Address(Channel.ofNumber(row.getInt(1)), row.getString(2))).optional();
    }
}
