package heed.delivery.handoff;

import heed.database.SqlTime;
import heed.delivery.recipient.RecipientStore.Recipient;
import heed.quarantine.Address;
import heed.rules.Channel;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Who was handed off, in which chunk, with which address. Two unique constraints see to it that nobody, and no
/// address, ever leaves twice in a delivery.
@Component
class HandOffStore {
    private final JdbcClient jdbc;

    HandOffStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// A chunk as it is listed and as it ends.
    record Chunk(UUID id, Instant at, int handedOff, int lateExcluded, int remaining) {}

    /// @param remaining how many of the target are left: all that a chunk has to say if it is cut off at once
    void begin(UUID chunk, long delivery, int remaining) {
        jdbc.sql("""
                insert into hand_off_chunks (id, delivery_id, handed_off, late_excluded, remaining)
                values (:id, :delivery, 0, 0, :remaining)""").param("id", chunk).param("delivery", delivery)
                .param("remaining", remaining).update();
    }

    /// Adds a batch to the chunk. Index: primary key.
    void count(UUID chunk, int handedOff, int lateExcluded, int remaining) {
        jdbc.sql("""
                update hand_off_chunks set handed_off = handed_off + :handedOff,
                    late_excluded = late_excluded + :lateExcluded, remaining = :remaining
                where id = :id""").param("id", chunk).param("handedOff", handedOff)
                .param("lateExcluded", lateExcluded).param("remaining", remaining).update();
    }

    /// Index: primary key.
    Optional<Chunk> find(long delivery, UUID chunk) {
        return jdbc.sql("""
                select id, at, handed_off, late_excluded, remaining from hand_off_chunks
                where id = :id and delivery_id = :delivery""").param("id", chunk).param("delivery", delivery)
                .query((row, n) -> chunk(row)).optional();
    }

    /// Newest first, below a moment and id. Index: hand_off_chunks_delivery.
    List<Chunk> page(long delivery, Instant below, UUID belowId, int limit) {
        return List.copyOf(jdbc.sql("""
                select id, at, handed_off, late_excluded, remaining from hand_off_chunks
                where delivery_id = :delivery and (at, id) < (:below, :belowId)
                order by at desc, id desc limit :limit""").param("delivery", delivery)
                .param("below", SqlTime.of(below)).param("belowId", belowId).param("limit", limit)
                .query((row, n) -> chunk(row)).list());
    }

    /// The highest id that is settled: the target is worked off in order of id, so that everybody of it up to here
    /// is, and everybody after is not. Indexes: the ends of the delivery's parts of the primary keys.
    int frontier(long delivery) {
        return jdbc.sql("""
                select greatest(
                    coalesce((select max(profile_id) from hand_offs where delivery_id = :delivery), 0),
                    coalesce((select max(profile_id) from late_exclusions where delivery_id = :delivery), 0))""")
                .param("delivery", delivery).query(Integer.class).single();
    }

    /// Keeps these profiles, and the addresses they would leave with, as they are until the transaction ends; who is
    /// changing one of them is waited for, also a mark or an error that another owner of the address brings. First
    /// profiles, then addresses, in order of id, as everybody locks several. Indexes: primary keys.
    void hold(int[] profiles, Channel channel) {
        jdbc.sql("select id from profiles where id = any(:ids) order by id for share").param("ids", profiles)
                .query(row -> {
                });
        jdbc.sql("""
                select a.id from profile_addresses u join addresses a on a.id = u.address_id
                where u.profile_id = any(:ids) and u.channel = :channel and u.position = 1
                order by a.id for share of a""").param("ids", profiles).param("channel", channel.number())
                .query(row -> {
                });
    }

    /// Hands off all whose address was not handed off yet, and returns who was; the smaller id goes first.
    Set<Integer> insert(long delivery, UUID chunk, int[] profiles, int[] addresses) {
        return new HashSet<>(List.copyOf(jdbc.sql("""
                insert into hand_offs (delivery_id, profile_id, address_id, chunk_id)
                select :delivery, profile, address, :chunk
                from unnest(:profiles, :addresses) as leaving(profile, address) order by profile
                on conflict do nothing returning profile_id""").param("delivery", delivery).param("chunk", chunk)
                .param("profiles", profiles).param("addresses", addresses).query(Integer.class).list()));
    }

    /// Recipients of a chunk after an id, with the address they were handed off with, spelled as it is sent to if the
    /// profile still has it. Index: hand_offs_chunk.
    List<Recipient> recipients(UUID chunk, Channel channel, int after, int limit) {
        return List.copyOf(jdbc.sql("""
                select h.profile_id, p.key, coalesce((
                    select pa.original from profile_addresses pa
                    where :written and pa.profile_id = h.profile_id and pa.channel = :channel
                        and pa.address_id = h.address_id
                    order by pa.position limit 1), a.canonical) as address
                from hand_offs h join profiles p on p.id = h.profile_id join addresses a on a.id = h.address_id
                where h.chunk_id = :chunk and h.profile_id > :after order by h.profile_id limit :limit""")
                .param("chunk", chunk).param("written", Address.sentAsWritten(channel))
                .param("channel", channel.number()).param("after", after).param("limit", limit)
                .query((row, n) -> new Recipient(row.getInt(1), row.getString(2), row.getString(3))).list());
    }

    /// With which address these of a chunk were handed off. Index: hand_offs_chunk.
    Map<Integer, Integer> addresses(UUID chunk, int[] profiles) {
        Map<Integer, Integer> addresses = new HashMap<>();
        jdbc.sql("select profile_id, address_id from hand_offs where chunk_id = :chunk and profile_id = any(:profiles)")
                .param("chunk", chunk).param("profiles", profiles).query(row -> {
                    addresses.put(row.getInt(1), row.getInt(2));
                });
        return addresses;
    }

    private static Chunk chunk(ResultSet row) throws SQLException {
        return new Chunk(row.getObject("id", UUID.class), SqlTime.read(row, "at"), row.getInt("handed_off"),
                row.getInt("late_excluded"), row.getInt("remaining"));
    }
}
