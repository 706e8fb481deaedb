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

    /// Which database this is: a change means that nothing held in memory is to be believed.
    ///
    /// @param cluster the cluster's system identifier
    /// @param instance the instance id kept in the database
    /// @param settledSeq entries up to here were written in another cluster: their transaction ids mean nothing
    record Identity(String cluster, String instance, long settledSeq) {}

    /// Single rows, no index.
    Identity identity() {
        return jdbc.sql("""
                select system_identifier::text as cluster, i.id::text as instance, i.settled_seq
                from instance i, pg_control_system()""")
                .query((row, n) -> new Identity(text(row, "cluster"), text(row, "instance"), row.getLong(3))).single();
    }

    /// The transaction's snapshot. The highest sequence: last entry of each partition's primary key.
    Position position() {
        return jdbc.sql("select pg_current_snapshot()::text, coalesce((select max(seq) from ledger), 0)")
                .query((row, n) -> new Position(row.getString(1), row.getLong(2))).single();
    }

    /// Whether the snapshot can be of this database's past: one ahead of the server was made before a restore.
    boolean isPast(Position earlier) {
        return jdbc.sql("""
                select pg_snapshot_xmax(:last::pg_snapshot) <= pg_snapshot_xmax(pg_current_snapshot())
                   and pg_snapshot_xmin(:last::pg_snapshot) <= pg_snapshot_xmin(pg_current_snapshot())""")
                .param("last", earlier.snapshot()).query(Boolean.class).single();
    }

    /// What became visible since: each entry exactly once, commits out of order included. A voiding entry touches
    /// what the voided one named. Index: ledger_tx, then the primary key for voided ones.
    Touched since(Position earlier, Identity identity) {
        Touched touched = new Touched();
        jdbc.sql(
                """
                        with fresh as materialized (
                            select * from ledger
                            where tx >= pg_snapshot_xmin(:last::pg_snapshot) and not pg_visible_in_snapshot(tx, :last::pg_snapshot)
                              and seq > :settled)
                        select kind, profile_id, profile_ids, address_id, address_ids, service_id from fresh
                        union all
                        select l.kind, l.profile_id, l.profile_ids, l.address_id, l.address_ids, l.service_id
                        from fresh join ledger l on l.seq = fresh.voids""")
                .param("last", earlier.snapshot())
                .param("settled", identity.settledSeq()).query(row -> {
                    touched.add(text(row, "kind"), new Ids(row.getInt("profile_id"), bitmap(row, "profile_ids")),
                            new Ids(row.getInt("address_id"), bitmap(row, "address_ids")), row.getInt("service_id"));
                });
        return touched;
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
