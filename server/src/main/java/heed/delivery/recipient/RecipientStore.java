package heed.delivery.recipient;

import heed.database.PrefixRange;
import heed.delivery.analysis.index.Position;
import heed.rules.Channel;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Keys and addresses of profiles, which bitmaps know by id only.
@Component
public class RecipientStore {
    private final JdbcClient jdbc;

    RecipientStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Somebody left out.
    ///
    /// @param address the first address as it is now, null when there is none
    /// @param changed whether it was set after the position
    public record Shown(int id, String key, @Nullable String address, boolean changed) {}

    /// Somebody to be contacted.
    ///
    /// @param address as it is sent to: in the spelling it was given in, numbers in their canonical form
    public record Recipient(int id, String key, String address) {

        /// Without the address, so that no log can hold it.
        @Override
        public String toString() {
            return "Recipient[" + id + "]";
        }
    }

    /// What to show of these profiles, in order of id. Indexes: primary keys.
    public List<Shown> shown(int[] ids, Channel channel, Position position) {
        return List.copyOf(jdbc.sql("""
                select p.id, p.key, coalesce(pa.original, a.canonical) as address,
                       not pg_visible_in_snapshot(pa.tx, :position::pg_snapshot) as changed
                from profiles p
                left join profile_addresses pa on pa.profile_id = p.id and pa.channel = :channel and pa.position = 1
                left join addresses a on a.id = pa.address_id
                where p.id = any(:ids) order by p.id""").param("ids", ids).param("channel", channel.number())
                .param("position", position.snapshot()).query((row, n) -> new Shown(row.getInt("id"),
                        row.getString("key"), row.getString("address"), row.getBoolean("changed")))
                .list());
    }

    /// Profiles whose key, or whose first address on the channel, is this or begins with it. Indexes:
    /// profiles_key_key; addresses (channel, canonical), then profile_addresses_address.
    ///
    /// @param most how many by key, and how many by address, at most, the first in order; 0: all
    public RoaringBitmap search(String text, Channel channel, int most) {
        PrefixRange keys = PrefixRange.of(text);
        PrefixRange addresses = PrefixRange.of(channel == Channel.EMAIL ? text.toLowerCase(Locale.ROOT) : text);
        RoaringBitmap found = new RoaringBitmap();
        jdbc.sql("""
                (select id from profiles
                where key >= :key and (cast(:keyEnd as text) is null or key < cast(:keyEnd as text) collate "C")
                %s)
                union all
                (select pa.profile_id
                from addresses a join profile_addresses pa on pa.address_id = a.id
                where a.channel = :channel and a.canonical >= :address
                  and (cast(:addressEnd as text) is null or a.canonical < cast(:addressEnd as text) collate "C")
                  and pa.channel = :channel and pa.position = 1
                %s)""".formatted(first("key", most), first("a.canonical", most))).param("key", keys.from())
                .param("keyEnd", keys.to()).param("address", addresses.from()).param("addressEnd", addresses.to())
                .param("channel", channel.number()).query(row -> {
                    found.add(row.getInt(1));
                });
        return found;
    }

    private static String first(String order, int most) {
        return most == 0 ? "" : "order by %s limit %d".formatted(order, most);
    }
}
