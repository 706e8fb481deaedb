package heed.exchange.profiles;

import heed.database.CopyText;
import heed.exchange.Import;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.node.ObjectNode;

/// The rows of a batch of profiles, read and written a batch at a time.
@Repository
public class ProfileBatchStore {

    private final JdbcClient jdbc;
    private final JdbcTemplate copy;

    ProfileBatchStore(JdbcClient jdbc, JdbcTemplate copy) {
        this.jdbc = jdbc;
        this.copy = copy;
    }

    /// One batch at a time makes profiles: two imports of the same new keys wait for each other, and neither burns an
    /// id. Taken before any row is locked, so that the two cannot deadlock.
    public void lockCreation() {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('heed.exchange.profiles'))").query((_, _) -> true).single();
    }

    /// Locks and reads the profiles of these keys, by key; deleted and merged ones among them.
    Map<String, ExistingProfile> lock(Collection<String> keys) {
        Map<String, ExistingProfile> found = new HashMap<>();
        Map<Integer, ExistingProfile> byId = new HashMap<>();
        stage(keys);
        // Expects the unique index on key, or one pass over few profiles.
        jdbc.sql(
                """
                        select p.id, p.key, p.attributes, p.locale, p.time_zone, p.country, p.unconfirmed,
                            p.deleted_at is not null as deleted, (select m.key from profiles m where m.id = p.merged_into) as into
                        from profiles p
                        where p.key in (select key from import_keys)
                        order by p.id for no key update of p
                        """)
                .query(row -> {
                    ExistingProfile profile = profile(row);
                    found.put(profile.key(), profile);
                    byId.put(profile.id(), profile);
                });
        readAddresses(byId);
        return found;
    }

    private void stage(Collection<String> keys) {
        jdbc.sql("""
                create temp table if not exists import_keys (key text collate "C" not null) on commit delete rows
                """).update();
        CopyText rows = new CopyText();
        keys.forEach(key -> rows.add(key).end());
        rows.into(copy, "import_keys (key)");
    }

    private void readAddresses(Map<Integer, ExistingProfile> profiles) {
        if (!profiles.isEmpty()) {
            // Expects the primary key.
            jdbc.sql("""
                    select profile_id, channel, position, address_id, original from profile_addresses
                    where profile_id = any(:ids) order by profile_id, channel, position
                    """).param("ids", ints(profiles.keySet())).query(row -> {
                ExistingProfile profile = profiles.get(row.getInt(1));
                if (profile != null) {
                    profile.addresses().add(new ExistingProfile.Used(row.getInt(2), row.getInt(3), row.getInt(4),
                            row.getString(5)));
                }
            });
        }
    }

    /// Which of these keys a dry run met before, with the line.
    public Map<String, Long> dryKeys(Import work, Collection<String> keys) {
        Map<String, Long> found = new HashMap<>();
        // Expects the primary key.
        jdbc.sql("select key, line from import_dry_keys where import_id = :id and key = any(:keys)")
                .param("id", work.id()).param("keys", keys.toArray(String[]::new)).query(row -> {
                    found.put(row.getString(1), row.getLong(2));
                });
        return found;
    }

    /// Draws ids for new profiles, ascending.
    public int[] drawIds(int count) {
        return jdbc.sql("select nextval('profile_ids')::int from generate_series(1, :count)").param("count", count)
                .query(Integer.class).list().stream().mapToInt(Integer::intValue).toArray();
    }

    /// Writes profiles that did not exist.
    void insert(int[] ids, List<ProfileRow> rows, Merging merging, long seq) {
        CopyText profiles = new CopyText();
        CopyText addresses = new CopyText();
        for (int i = 0; i < ids.length; i++) {
            ProfileRow row = rows.get(i);
            profiles.add(ids[i]).add(row.key()).add(Merging.attributes(row));
            ProfileParser.TEXTS.forEach(name -> profiles.add(empty(row.texts().get(name))));
            profiles.add(row.unconfirmed()).add(seq).end();
            add(addresses, ids[i], merging.fresh(row));
        }
        profiles.into(copy, "profiles (id, key, attributes, locale, time_zone, country, unconfirmed, changed_seq)");
        addresses.into(copy, "profile_addresses (profile_id, channel, position, address_id, original)");
    }

    /// Writes what changes on profiles, and keeps what was before for undo.
    void update(Import work, List<ProfileChange> changes, long seq) {
        jdbc.sql("""
                create temp table if not exists import_changes (id int, attributes jsonb, locale text, time_zone text,
                    country text, unconfirmed boolean) on commit delete rows
                """).update();
        jdbc.sql("""
                create temp table if not exists import_channels (id int, channel smallint) on commit delete rows
                """).update();
        CopyText rows = new CopyText();
        CopyText channels = new CopyText();
        CopyText addresses = new CopyText();
        CopyText previous = new CopyText();
        for (ProfileChange change : changes) {
            int id = change.before().id();
            rows.add(id).add(change.attributes().toString());
            ProfileParser.TEXTS.forEach(name -> rows.add(change.texts().get(name)));
            rows.add(change.unconfirmed()).end();
            change.channels().forEach(channel -> channels.add(id).add(channel).end());
            add(addresses, id, change.addresses());
            previous.add(work.id()).add(id).add(seq).add(PreviousJson.write(change.before())).end();
        }
        rows.into(copy, "import_changes");
        channels.into(copy, "import_channels");
        previous.into(copy, "import_previous (import_id, profile_id, seq, previous)");
        applyStaged(seq);
        addresses.into(copy, "profile_addresses (profile_id, channel, position, address_id, original)");
    }

    private void applyStaged(long seq) {
        // Both expect the primary key, or one pass where the batch is most of the table.
        jdbc.sql("""
                update profiles p set attributes = c.attributes, locale = c.locale, time_zone = c.time_zone,
                    country = c.country, unconfirmed = c.unconfirmed, deleted_at = null, changed_seq = :seq,
                    updated_at = now()
                from import_changes c where p.id = c.id
                """).param("seq", seq).update();
        jdbc.sql("""
                delete from profile_addresses a using import_channels c
                where a.profile_id = c.id and a.channel = c.channel
                """).update();
    }

    private static void add(CopyText to, int id, List<ExistingProfile.Used> addresses) {
        for (ExistingProfile.Used used : addresses) {
            to.add(id).add(used.channel()).add(used.position()).add(used.addressId()).add(used.original()).end();
        }
    }

    private static @Nullable String empty(
            @Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }

    private static int[] ints(Collection<Integer> ids) {
        return ids.stream().mapToInt(Integer::intValue).toArray();
    }

    private static ExistingProfile profile(ResultSet row) throws SQLException {
        Map<String, String> texts = new LinkedHashMap<>();
        for (String name : ProfileParser.TEXTS) {
            String text = row.getString(name);
            if (text != null) {
                texts.put(name, text);
            }
        }
        return new ExistingProfile(row.getInt("id"), row.getString("key"),
                (ObjectNode) Merging.JSON.readTree(row.getString("attributes")), texts,
                row.getBoolean("unconfirmed"), row.getBoolean("deleted"), row.getString("into"),
                new ArrayList<>(2));
    }
}
