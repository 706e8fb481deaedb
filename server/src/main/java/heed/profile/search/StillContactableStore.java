package heed.profile.search;

import heed.database.SqlTime;
import heed.rules.AddressStatus;
import heed.rules.Channel;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Finds who is still contactable at an address whose other owner opted out (semantics §1).
@Component
public class StillContactableStore {

    private final JdbcClient jdbc;

    StillContactableStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
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

    /// The next ones on this channel after a place, in the order of the ids of those who opted out: one after the other
    /// until the page is full, for nothing else is in the order of an index.
    public List<Placed> list(Channel channel, long after, int limit) {
        return list(channel, after, Integer.MAX_VALUE, limit);
    }

    /// The same among those who opted out up to this one.
    public List<Placed> list(Channel channel, long after, int lastOther, int limit) {
        // Expects opt_outs_pkey in order; for each, profile_addresses_pkey, then profile_addresses_address in order as
        // far as the page needs: thousands may use one address.
        return List.copyOf(jdbc.sql("""
                select f.profile_id, f.other_id, p.key, x.key as other_key,
                    coalesce(f.original, a.canonical) as address, f.since_at
                from (select u.profile_id, o.profile_id as other_id, y.address_id, u.original, o.since_at
                    from (select profile_id, min(since_at) as since_at from opt_outs
                          where switch in (0, :channel) and profile_id between :afterOther and :lastOther
                          group by profile_id) o
                    cross join lateral (select distinct address_id from profile_addresses
                        where profile_id = o.profile_id and channel = :channel) y
                    cross join lateral (select w.profile_id, w.original from profile_addresses w
                        join profiles q on q.id = w.profile_id and q.deleted_at is null and not q.unconfirmed
                        where w.address_id = y.address_id and w.position = 1 and w.profile_id <> o.profile_id
                            and w.profile_id > case when o.profile_id = :afterOther then :afterProfile else 0 end
                            and not exists (select from opt_outs n where n.profile_id = w.profile_id
                                and n.switch in (0, :channel))
                        order by w.profile_id limit :limit) u
                    where not exists (select from address_states s where s.address_id = y.address_id
                        and s.status >= :excluding)
                    order by o.profile_id, u.profile_id limit :limit) f
                join profiles p on p.id = f.profile_id
                join profiles x on x.id = f.other_id
                join addresses a on a.id = f.address_id
                order by f.other_id, f.profile_id
                """).param("channel", channel.number()).param("afterProfile", (int) after)
                .param("afterOther", (int) (after >> Integer.SIZE)).param("lastOther", lastOther)
                .param("excluding", AddressStatus.QUARANTINED.number()).param("limit", limit)
                .query((row, _) -> new Placed(row.getInt("other_id"), row.getInt("profile_id"),
                        new Row(row.getString("key"), row.getString("address"), row.getString("other_key"),
                                SqlTime.read(row, "since_at"))))
                .list());
    }
}
