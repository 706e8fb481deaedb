package heed.quarantine;

import heed.database.CopyText;
import heed.rules.Channel;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The addresses and their ids. An id is a dense int, drawn only for a new address, never reused.
///
/// Every method works in the caller's transaction and takes any number of addresses in one statement; a few ten
/// thousand at a time is a good size.
@Repository
public class AddressStore {

    /// From so many new addresses on, COPY is faster than INSERT.
    private static final int WORTH_A_COPY = 50;
    private static final Comparator<Address> SORTED = Comparator.comparing(Address::channel)
            .thenComparing(Address::canonical);

    private final JdbcClient jdbc;
    private final JdbcTemplate copy;

    AddressStore(JdbcClient jdbc, JdbcTemplate copy) {
        this.jdbc = jdbc;
        this.copy = copy;
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
            known.putAll(create(wanted));
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

    /// The ids that addresses got, which nobody knew a moment ago.
    private Map<Address, Integer> create(SequencedSet<Address> addresses) {
        Map<Address, Integer> drawn = HashMap.newHashMap(addresses.size());
        int[] ids = drawIds(addresses.size());
        int next = 0;
        for (Address address : addresses) {
            drawn.put(address, ids[next++]);
        }
        // Rows in sorted order, against deadlocks.
        List<Address> sorted = addresses.stream().sorted(SORTED).toList();
        if (sorted.size() >= WORTH_A_COPY && copy(sorted, drawn)) {
            return drawn;
        }
        Map<Address, Integer> made = insert(sorted, drawn);
        if (made.size() < sorted.size()) {
            made.putAll(find(sorted.stream().filter(address -> !made.containsKey(address)).toList()));
        }
        return made;
    }

    private int[] drawIds(int count) {
        return jdbc.sql("select nextval('address_ids')::int from generate_series(1, :count)").param("count", count)
                .query(Integer.class).list().stream().mapToInt(Integer::intValue).toArray();
    }

    /// Adds them the fast way; false where another transaction has made one of them since we looked.
    private boolean copy(List<Address> addresses, Map<Address, Integer> ids) {
        CopyText rows = new CopyText();
        addresses.forEach(address -> rows.add(ids.get(address)).add(address.channel().number())
                .add(address.canonical()).end());
        return rows.intoUnlessTaken(copy, "addresses (id, channel, canonical)");
    }

    /// Adds those that nobody made meanwhile, and says which. Only an id that another transaction was faster for is
    /// lost.
    private Map<Address, Integer> insert(List<Address> addresses, Map<Address, Integer> ids) {
        Map<Address, Integer> made = new HashMap<>();
        jdbc.sql("""
                insert into addresses (id, channel, canonical)
                select id, channel, canonical
                from unnest(cast(:ids as int[]), cast(:channels as smallint[]), cast(:texts as text[]))
                     with ordinality as given (id, channel, canonical, place)
                order by place
                on conflict (channel, canonical) do nothing
                returning id, channel, canonical
                """).param("ids", addresses.stream().map(one -> ids.getOrDefault(one, 0)).toArray(Integer[]::new))
                .param("channels", channels(addresses)).param("texts", texts(addresses)).query(row -> {
                    made.put(new Address(Channel.ofNumber(row.getInt(2)), row.getString(3)), row.getInt(1));
                });
        return made;
    }

    private static Short[] channels(Collection<Address> addresses) {
        return addresses.stream().map(address -> (short) address.channel().number()).toArray(Short[]::new);
    }

    private static String[] texts(Collection<Address> addresses) {
        return addresses.stream().map(Address::canonical).toArray(String[]::new);
    }
}
