package heed.profile.search;

import heed.database.SqlTime;
import heed.profile.search.AddressOwnerStore.Owner;
import heed.rules.Channel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Finds who is still contactable at an address whose other owner opted out (semantics §1).
@Component
public class StillContactableStore {

    /// So many who opted out are asked about at first, and up to so many more where hardly anybody shares an address.
    private static final int FEWEST_AHEAD = 200;
    private static final int MOST_AHEAD = 3000;

    private final JdbcClient jdbc;
    private final AddressOwnerStore owners;

    StillContactableStore(JdbcClient jdbc, AddressOwnerStore owners) {
        this.jdbc = jdbc;
        this.owners = owners;
    }

    /// Somebody still contactable.
    ///
    /// @param profile the key of who still is
    /// @param address the address a delivery would use, as this profile spells it
    /// @param optedOutProfile the key of the other owner, who opted out
    /// @param since when that one did
    public record Row(String profile, String address, String optedOutProfile, Instant since) {

        /// Masked: no log holds an address.
        @Override
        public String toString() {
            return "Row[" + since + "]";
        }
    }

    /// A row with its place in the order.
    public record Placed(int otherId, int profileId, Row row) {

        /// Both ids as one growing number.
        public long place() {
            return place(otherId, profileId);
        }

        /// The place of these two; after everybody at an address of `other` where the profile is the highest int.
        public static long place(int otherId, int profileId) {
            return ((long) otherId << Integer.SIZE) | profileId;
        }

        @Override
        public String toString() {
            return "Placed[" + otherId + ", " + profileId + "]";
        }
    }

    /// Who is the last of the next so many opt-outs from this place on; empty where there are no more than those. It
    /// bounds what one page looks at, where hardly anybody shares an address.
    public Optional<Integer> last(long after, int optOuts) {
        // Expects opt_outs_pkey, so many entries of it.
        return jdbc.sql("""
                select max(profile_id) from (select profile_id from opt_outs where profile_id >= :afterOther
                    order by profile_id limit :most) ahead
                having count(*) = :most
                """).param("afterOther", (int) (after >> Integer.SIZE)).param("most", optOuts).query(Integer.class)
                .optional();
    }

    /// The next ones on this channel after a place, in the order of the ids of those who opted out: some of them after the
    /// other until the page is full, for nothing else is in the order of an index.
    public List<Placed> list(Channel channel, long after, int limit) {
        return list(channel, after, Integer.MAX_VALUE, limit);
    }

    /// The same among those who opted out up to this one.
    public List<Placed> list(Channel channel, long after, int lastOther, int limit) {
        int first = (int) (after >> Integer.SIZE);
        List<Placed> found = new ArrayList<>();
        // Whoever is left at the addresses of the one whom the page before ended with.
        add(found, limit, channel, optedOut(channel, first, Math.min(first, lastOther), 1), (int) after,
                new HashMap<>());
        // Thousands may have opted out of one address: who else is there is asked once.
        Map<Integer, List<Owner>> known = new HashMap<>();
        int next = first;
        int most = FEWEST_AHEAD;
        while (found.size() < limit && next < lastOther) {
            List<OptedOut> ahead = optedOut(channel, next + 1, lastOther, most);
            add(found, limit, channel, ahead, 0, known);
            next = ahead.size() < most ? lastOther : ahead.getLast().id();
            most = Math.min(most * 2, MOST_AHEAD);
        }
        return found;
    }

    private void add(List<Placed> found, int limit, Channel channel, List<OptedOut> people, int above,
            Map<Integer, List<Owner>> known) {
        Set<Integer> asked = people.stream().flatMap(one -> one.addresses().stream())
                .filter(address -> !known.containsKey(address)).collect(Collectors.toSet());
        asked.forEach(address -> known.put(address, List.of()));
        known.putAll(owners.contactable(channel, asked, above, limit));
        for (OptedOut one : people) {
            one.addresses().stream().flatMap(address -> known.getOrDefault(address, List.of()).stream())
                    .filter(owner -> owner.id() != one.id()).sorted(Comparator.comparingInt(Owner::id))
                    .limit(limit - found.size())
                    .map(owner -> new Placed(one.id(), owner.id(),
                            new Row(owner.key(), owner.address(), one.key(), one.since())))
                    .forEach(found::add);
        }
    }

    /// Somebody who opted out.
    ///
    /// @param addresses the ids of all addresses on the channel
    private record OptedOut(int id, String key, Instant since, Set<Integer> addresses) {}

    private List<OptedOut> optedOut(Channel channel, int from, int to, int most) {
        Map<Integer, OptedOut> found = new LinkedHashMap<>();
        // Expects opt_outs_pkey in order; for each, profiles_pkey and profile_addresses_pkey.
        jdbc.sql("""
                select o.profile_id, o.since_at, x.key, y.address_id
                from (select profile_id, min(since_at) as since_at from opt_outs
                      where switch in (0, :channel) and profile_id between :from and :to
                      group by profile_id order by profile_id limit :most) o
                join profiles x on x.id = o.profile_id
                left join profile_addresses y on y.profile_id = o.profile_id and y.channel = :channel
                order by o.profile_id
                """).param("channel", channel.number()).param("from", from).param("to", to).param("most", most)
                .query(row -> {
                    OptedOut one = new OptedOut(row.getInt("profile_id"), row.getString("key"),
                            SqlTime.read(row, "since_at"), new TreeSet<>());
                    Integer address = row.getObject("address_id", Integer.class);
                    Set<Integer> addresses = found.computeIfAbsent(one.id(), _ -> one).addresses();
                    if (address != null) {
                        addresses.add(address);
                    }
                });
        return List.copyOf(found.values());
    }
}
