package heed.exchange.undo;

import heed.exchange.Import;
import heed.exchange.ImportKind;
import heed.ledger.Kind;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.roaringbitmap.RoaringBitmap;
import org.roaringbitmap.buffer.ImmutableRoaringBitmap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/// What an undo has come to, read from what it left in the ledger: so an undo that was interrupted, and gone on with,
/// counts all that it did.
@Repository
class UndoCounts {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    UndoCounts(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /// The counts, when every step is done.
    Undone of(Import undone) {
        RoaringBitmap created = created(undone.id());
        RoaringBitmap back = union("profile_ids", undone.id(), Kind.PROFILES_RESTORED);
        long deleted = RoaringBitmap.and(created, back).getLongCardinality();
        long kept = created.getLongCardinality() - deleted + changedSince(undone.id());
        return new Undone(voided(undone), deleted, back.getLongCardinality() - deleted, kept);
    }

    /// The counts of an undo that is done, as it recorded them.
    Optional<Undone> recorded(long importId) {
        // Expects ledger_import or ledger_kind, backwards: imports are undone rarely, and it is the last that happens.
        return jdbc.sql("""
                select change ->> 'to' from ledger where import_id = :import and kind = :kind order by seq desc limit 1
                """).param("import", importId).param("kind", Kind.IMPORT_UNDONE.code()).query(String.class).optional()
                .map(counts -> json.readValue(counts, Undone.class));
    }

    /// The profiles that the import made.
    RoaringBitmap created(long importId) {
        // Expects the primary key.
        return jdbc.sql("select created_ids from imports where id = :id and created_ids is not null")
                .param("id", importId).query((row, _) -> bitmap(row.getBytes(1))).optional()
                .orElseGet(RoaringBitmap::new);
    }

    /// Of those that the import changed; whoever was restored is not among them any more.
    private long changedSince(long importId) {
        // Expects the primary key.
        return jdbc.sql("select count(*) from import_previous where import_id = :import").param("import", importId)
                .query(Long.class).single();
    }

    private long voided(Import undone) {
        if (undone.kind() == ImportKind.QUARANTINE) {
            return bitmaps("address_ids", undone.id(), Kind.VOIDED).stream()
                    .mapToLong(RoaringBitmap::getLongCardinality).sum();
        }
        // Expects ledger_import, and reads all of voids: as many as were ever undone.
        return jdbc.sql("""
                select count(*) from voids v join ledger l on l.seq = v.voided_by
                where l.import_id = :import and l.kind = :kind
                """).param("import", undone.id()).param("kind", Kind.VOIDED.code()).query(Long.class).single();
    }

    private RoaringBitmap union(String column, long importId, Kind kind) {
        RoaringBitmap union = new RoaringBitmap();
        bitmaps(column, importId, kind).forEach(union::or);
        return union;
    }

    /// Whom the entries of the undo touched, one set each.
    private List<RoaringBitmap> bitmaps(String column, long importId, Kind kind) {
        // Expects ledger_import.
        return List.copyOf(jdbc.sql("select " + column + " from ledger where import_id = :import and kind = :kind and "
                + column + " is not null").param("import", importId).param("kind", kind.code())
                .query((row, _) -> bitmap(row.getBytes(1))).list());
    }

    private static RoaringBitmap bitmap(byte[] bytes) {
        return new ImmutableRoaringBitmap(ByteBuffer.wrap(bytes)).toRoaringBitmap();
    }
}
