package heed.quarantine;

import heed.rules.Channel;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The addresses and their ids. An id is a dense int, drawn only for a new address, never reused.
///
/// Every method works in the caller's transaction and takes any number of addresses in one statement; a few ten
/// thousand at a time is a good size.
@Repository
public class AddressStore {

    private final JdbcClient jdbc;

    AddressStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// The ids of all these addresses; those not known yet are created, with ids in the order given.
    ///
    /// Known addresses draw no id, so that doing it again moves no sequence. Two transactions that create the
    /// same addresses wait for each other and never deadlock within one call: rows go in sorted.
    public Map<Address, Integer> resolve(Collection<Address> addresses) {
        SequencedSet<Address> wanted = new LinkedHashSet<>(addresses);
        Map<Address, Integer> known = find(wanted);
        wanted.removeAll(known.keySet());
        if (!wanted.isEmpty()) {
            create(wanted);
            known.putAll(find(wanted));
        }
        return known;
    }

    /// The id of this address, created where it is not known yet.
    public int resolve(Address address) {
        return resolve(List.of(address)).values().iterator().next();
    }

    /// The ids of those of these addresses that are known.
    public Map<Address, Integer> find(Collection<Address> addresses) {
        Map<Address, Integer> found = new HashMap<>();
        // Expects the unique index on (channel, canonical).
        jdbc.sql("""
                select a.id, a.channel, a.canonical
                from unnest(cast(:channels as smallint[]), cast(:texts as text[])) as given (channel, canonical)
                join addresses a on a.channel = given.channel and a.canonical = given.canonical collate "C"
                """)
                .param("channels", channels(addresses))
                .param("texts", texts(addresses))
                .query(row -> {
                    found.put(new Address(Channel.ofNumber(row.getInt(2)), row.getString(3)), row.getInt(1));
                });
        return found;
    }

    /// The id of this address, if it is known.
    public Optional<Integer> find(Address address) {
        return find(List.of(address)).values().stream().findFirst();
    }

    /// The addresses with these ids.
    public Map<Integer, Address> byIds(Collection<Integer> ids) {
        Map<Integer, Address> found = new HashMap<>();
        // Expects the primary key.
        jdbc.sql("select id, channel, canonical from addresses where id = any(cast(:ids as int[]))")
                .param("ids", ids.toArray(Integer[]::new))
                .query(row -> {
                    found.put(row.getInt(1), new Address(Channel.ofNumber(row.getInt(2)), row.getString(3)));
                });
        return found;
    }

    /// Locks these addresses against other folds until the end of the transaction, in the order of their ids.
    ///
    /// Whoever also locks profiles locks those first.
    public void lock(Collection<Integer> ids) {
        // Expects the primary key. A foreign key's share lock does not wait for this one.
        jdbc.sql("""
                select id from addresses where id = any(cast(:ids as int[])) order by id for no key update
                """).param("ids", ids.toArray(Integer[]::new)).query(row -> {
        });
    }

    private void create(SequencedSet<Address> addresses) {
        // Ids in the order given; rows in sorted order, against deadlocks. The conflict is another transaction
        // that created the same address since we looked: only then an id is lost.
        jdbc.sql("""
                with fresh as materialized (
                    select nextval('address_ids')::int as id, given.channel, given.canonical
                    from (select * from unnest(cast(:channels as smallint[]), cast(:texts as text[]))
                          with ordinality as g (channel, canonical, place) order by place) given)
                insert into addresses (id, channel, canonical)
                select id, channel, canonical from fresh order by channel, canonical collate "C"
                on conflict (channel, canonical) do nothing
                """).param("channels", channels(addresses)).param("texts", texts(addresses)).update();
    }

    private static Short[] channels(Collection<Address> addresses) {
        return addresses.stream().map(address -> (short) address.channel().number()).toArray(Short[]::new);
    }

    private static String[] texts(Collection<Address> addresses) {
        return addresses.stream().map(Address::canonical).toArray(String[]::new);
    }
}
