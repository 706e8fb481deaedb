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

    /// The address it was handed off with, whatever the person uses now; empty where it left by a look at the target,
    /// which records nothing.
    Optional<Address> address(Whom whom) {
        // Expects the primary keys of hand_offs and addresses.
        return jdbc.sql("""
                select a.channel, a.canonical from hand_offs h join addresses a on a.id = h.address_id
                where h.delivery_id = :delivery and h.profile_id = :profile
                """).param("delivery", whom.delivery()).param("profile", whom.profile())
                .query((row, _) -> new Address(Channel.ofNumber(row.getInt(1)), row.getString(2))).optional();
    }

    /// The person's first address on the delivery's channel now: a guess, where nothing is recorded.
    Optional<Address> now(Whom whom) {
        // Expects the primary keys of deliveries, profile_addresses and addresses.
        return jdbc.sql("""
                select a.channel, a.canonical from deliveries d
                join profile_addresses u on u.channel = d.channel and u.profile_id = :profile and u.position = 1
                join addresses a on a.id = u.address_id
                where d.id = :delivery
                """).param("delivery", whom.delivery()).param("profile", whom.profile())
                .query((row, _) -> new Address(Channel.ofNumber(row.getInt(1)), row.getString(2))).optional();
    }

    /// Has the person this address, or had it once, as far as the ledger names them alone?
    boolean had(int profile, Address address) {
        // Expects the unique index on (channel, canonical), the primary key of profile_addresses and ledger_profile.
        return jdbc.sql("""
                select exists (select from addresses a where a.channel = :channel and a.canonical = :canonical and (
                    exists (select from profile_addresses u where u.profile_id = :profile and u.address_id = a.id)
                    or exists (select from ledger l where l.profile_id = :profile
                        and l.change -> 'from' -> 'addresses' -> cast(:code as text) @> to_jsonb(a.id))))
                """).param("profile", profile).param("channel", address.channel().number())
                .param("code", address.channel().code()).param("canonical", address.canonical()).query(Boolean.class)
                .single();
    }
}
