package heed.exchange.profiles;

import heed.database.CopyText;
import heed.database.SqlTime;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Writes profiles back as they were before an import. The caller has locked them.
@Repository
public class Restoring {

    private final JdbcClient jdbc;
    private final JdbcTemplate copy;

    Restoring(JdbcClient jdbc, JdbcTemplate copy) {
        this.jdbc = jdbc;
        this.copy = copy;
    }

    /// Restores attributes and addresses; returns those that are deleted again, for the import had revived them.
    ///
    /// @param previous what was kept beside the import, by profile id
    /// @param seq the entry that records it
    public RoaringBitmap restore(Map<Integer, String> previous, long seq, Instant now) {
        jdbc.sql("""
                create temp table if not exists import_restored (id int, attributes jsonb, locale text, time_zone text,
                    country text, unconfirmed boolean, deleted boolean) on commit delete rows
                """).update();
        CopyText rows = new CopyText();
        CopyText addresses = new CopyText();
        RoaringBitmap deleted = new RoaringBitmap();
        previous.forEach((id, json) -> {
            PreviousJson was = PreviousJson.read(json);
            rows.add(id).add(was.attributes().toString());
            ProfileParser.TEXTS.forEach(name -> rows.add(was.texts().get(name)));
            rows.add(was.unconfirmed()).add(was.deleted()).end();
            was.addresses().forEach(used -> addresses.add(id).add(used.channel()).add(used.position())
                    .add(used.addressId()).add(used.original()).end());
            if (was.deleted()) {
                deleted.add(id);
            }
        });
        rows.into(copy, "import_restored");
        write(previous.keySet(), seq, now);
        addresses.into(copy, "profile_addresses (profile_id, channel, position, address_id, original)");
        return deleted;
    }

    private void write(Collection<Integer> ids, long seq, Instant now) {
        deleteAddresses(ids);
        // Expects the primary key.
        jdbc.sql("""
                update profiles p set attributes = r.attributes, locale = r.locale, time_zone = r.time_zone,
                    country = r.country, unconfirmed = r.unconfirmed,
                    deleted_at = case when r.deleted then cast(:now as timestamptz) end, changed_seq = :seq,
                    updated_at = :now
                from import_restored r where p.id = r.id
                """).param("seq", seq).param("now", SqlTime.of(now)).update();
    }

    /// Deletes profiles: empties addresses and attributes; key, id, switches and ledger stay (semantics §1 "Delete").
    ///
    /// @param seq the entry that records it
    public void delete(Collection<Integer> ids, long seq, Instant now) {
        deleteAddresses(ids);
        // Expects the primary key.
        jdbc.sql("""
                update profiles set attributes = '{}', locale = null, time_zone = null, country = null,
                    deleted_at = :now, changed_seq = :seq, updated_at = :now
                where id = any(cast(:ids as int[]))
                """).param("ids", ids.toArray(Integer[]::new)).param("seq", seq).param("now", SqlTime.of(now)).update();
    }

    private void deleteAddresses(Collection<Integer> ids) {
        // Expects the primary key.
        jdbc.sql("delete from profile_addresses where profile_id = any(cast(:ids as int[]))")
                .param("ids", ids.toArray(Integer[]::new)).update();
    }
}
