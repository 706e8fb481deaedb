package heed.delivery.analysis.index;

import heed.delivery.analysis.PortableBitmap;
import heed.delivery.analysis.index.Touched.Ids;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Reads where the database stands, and what the ledger tells since an earlier snapshot. All in the caller's
/// repeatable-read transaction, so that every answer is about the same snapshot.
@Component
class LedgerTail {
    private final JdbcClient jdbc;

    LedgerTail(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// One profile, seen in one snapshot together with whether anything happened since an earlier one.
    ///
    /// @param profile the id of the living profile with the key, null when nobody living has it
    /// @param started as [Glance] has it
    /// @param position the snapshot
    /// @param news whether entries became visible since the earlier snapshot
    record Sighting(@Nullable Integer profile, String started, Position position, boolean news) {

        /// Whether the index that stood there tells what is so in this snapshot.
        boolean unchangedSince(Standing earlier) {
            return !news && !started.isEmpty() && started.equals(earlier.started());
        }
    }

    /// Looks where the database stands and whether anything happened since an earlier snapshot. One statement, so
    /// one snapshot in whatever transaction. Index: ledger_tx of each month.
    Glance glance(Position earlier) {
        return jdbc
                .sql("""
                        select c.system_identifier::text as cluster, i.id::text as instance, i.settled_seq,
                            coalesce(i.cluster = c.system_identifier::text, false) as settled,
                            (select max(installed_rank) from flyway_schema_history) as schema,
                            coalesce(b.id || ' ' || pg_postmaster_start_time() || ' ' || 'ledger'::regclass::oid, '') as started,
                            pg_current_snapshot()::text as snapshot,
                            pg_snapshot_xmax(:last::pg_snapshot) <= pg_snapshot_xmax(pg_current_snapshot())
                            and pg_snapshot_xmin(:last::pg_snapshot) <= pg_snapshot_xmin(pg_current_snapshot()) as past,
                            exists (select from ledger where tx >= pg_snapshot_xmax(:last::pg_snapshot)
                                and tx < pg_snapshot_xmax(pg_current_snapshot()) and seq > i.settled_seq)
                            or exists (select from ledger where tx = any(array(select pg_snapshot_xip(:last::pg_snapshot)))
                                and seq > i.settled_seq) as news
                        from instance i left join boot b on true, pg_control_system() c""")
                .param("last", earlier.snapshot())
                .query((row, n) -> new Glance(
                        new Identity(text(row, "cluster"), text(row, "instance"), row.getLong("settled_seq"),
                                row.getInt("schema")),
                        row.getBoolean("settled"), text(row, "started"),
                        new Position(text(row, "snapshot"), earlier.ledgerSeq()), row.getBoolean("past"),
                        row.getBoolean("news")))
                .single();
    }

    /// Looks for the profile with a key, and in the same snapshot whether anything happened since: a trip that costs
    /// little more than the look-up alone. Where the server and its boot are the same, so is all of [Identity].
    /// Indexes: profiles_key_key, ledger_tx of each month.
    Sighting sight(Standing last, String key) {
        return jdbc
                .sql("""
                        select (select id from profiles where key = :key and deleted_at is null) as profile,
                            coalesce((select id from boot) || ' ' || pg_postmaster_start_time() || ' '
                                || 'ledger'::regclass::oid, '') as started,
                            pg_current_snapshot()::text as snapshot,
                            exists (select from ledger where tx >= pg_snapshot_xmax(:last::pg_snapshot)
                                and tx < pg_snapshot_xmax(pg_current_snapshot()) and seq > :settled)
                            or exists (select from ledger where tx = any(array(select pg_snapshot_xip(:last::pg_snapshot)))
                                and seq > :settled) as news""")
                .param("key", key).param("last", last.position().snapshot())
                .param("settled", last.identity().settledSeq())
                .query((row, n) -> new Sighting(row.getObject("profile", Integer.class), text(row, "started"),
                        new Position(text(row, "snapshot"), last.position().ledgerSeq()), row.getBoolean("news")))
                .single();
    }

    /// The highest sequence in the caller's snapshot: last entry of each partition's primary key.
    long highest() {
        return jdbc.sql("select coalesce(max(seq), 0) from ledger").query(Long.class).single();
    }

    /// Names the time until the server's next crash; several servers agree on the name. Index: primary key.
    void beginBoot() {
        jdbc.sql("insert into boot default values on conflict do nothing").update();
    }

    /// In another cluster than the last time, transaction ids begin anew: whatever the ledger holds is settled, or it
    /// would be read again and again. Done only while nobody appends: an entry that is not committed yet must not be
    /// settled. Whoever has drawn a sequence holds a lock on it to the end of the transaction.
    ///
    /// @return whether this changed anything
    boolean settle() {
        return jdbc.sql("""
                update instance i set cluster = c.system_identifier::text,
                    settled_seq = coalesce((select max(seq) from ledger), 0)
                from pg_control_system() c
                where i.cluster is distinct from c.system_identifier::text and not exists (
                    select from pg_locks l join pg_class r on r.oid = l.relation and r.relname like 'ledger%'
                    where l.mode = 'RowExclusiveLock' and l.pid <> pg_backend_pid())""").update() > 0;
    }

    /// What became visible since: each entry exactly once, commits out of order included. A voiding entry touches
    /// what the voided one named. In the caller's transaction.
    ///
    /// Not visible in a snapshot is what began at its xmax or later, and what ran then: asked in this way a
    /// transaction that stays open costs nothing; and with what begins later excluded, entries of another cluster
    /// with higher ids cost nothing either. Index: ledger_tx, then the primary key for voided ones.
    Touched since(Position earlier, Identity identity) {
        Touched touched = new Touched();
        jdbc.sql("""
                with fresh as materialized (
                    select seq, kind, profile_id, profile_ids, address_id, address_ids, service_id, voids from ledger
                    where tx >= pg_snapshot_xmax(:last::pg_snapshot)
                        and tx < pg_snapshot_xmax(pg_current_snapshot()) and seq > :settled
                    union all
                    select seq, kind, profile_id, profile_ids, address_id, address_ids, service_id, voids from ledger
                    where tx = any(array(select pg_snapshot_xip(:last::pg_snapshot))) and seq > :settled)
                select seq, kind, profile_id, profile_ids, address_id, address_ids, service_id from fresh
                union all
                select l.seq, l.kind, l.profile_id, l.profile_ids, l.address_id, l.address_ids, l.service_id
                from fresh cross join lateral (select * from ledger where seq = fresh.voids offset 0) l
                where fresh.voids is not null""").param("last", earlier.snapshot())
                .param("settled", identity.settledSeq()).query(row -> {
                    touched.add(row.getLong("seq"), text(row, "kind"),
                            new Ids(row.getInt("profile_id"), bitmap(row, "profile_ids")),
                            new Ids(row.getInt("address_id"), bitmap(row, "address_ids")), row.getInt("service_id"));
                });
        return touched;
    }

    /// About how many rows a full load reads, by the statistics that PostgreSQL keeps; 0 when it has none.
    long expectedRows() {
        return jdbc.sql("""
                select coalesce(sum(greatest(reltuples, 0)), 0)::bigint from pg_class
                where oid = any(array['profiles', 'profile_addresses', 'opt_outs', 'subscriptions']::regclass[])""")
                .query(Long.class).single();
    }

    private static String text(ResultSet row, String column) throws SQLException {
        String text = row.getString(column);
        return text == null ? "" : text;
    }

    private static @Nullable RoaringBitmap bitmap(ResultSet row, String column) throws SQLException {
        byte[] bytes = row.getBytes(column);
        return bytes == null ? null : PortableBitmap.read(bytes);
    }
}
