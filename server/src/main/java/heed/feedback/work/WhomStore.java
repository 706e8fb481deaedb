package heed.feedback.work;

import heed.feedback.work.Verdict.Whom;
import heed.quarantine.Address;
import heed.rules.Channel;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// To which address a person's copy of a delivery went, and who has an address.
@Repository
class WhomStore {

    private final JdbcClient jdbc;

    WhomStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// The profiles that have this address now, in the order of their ids.
    List<Integer> owners(Address address) {
        // Expects the unique index on (channel, canonical) and profile_addresses_address.
        return List.copyOf(jdbc.sql("""
                select distinct u.profile_id from addresses a join profile_addresses u on u.address_id = a.id
                where a.channel = :channel and a.canonical = :canonical order by u.profile_id
                """).param("channel", address.channel().number()).param("canonical", address.canonical())
                .query(Integer.class).list());
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
