package heed.exchange.undo;

import heed.ledger.Entry;
import heed.ledger.Kind;
import heed.ledger.LedgerStore;
import heed.ledger.Source;
import heed.ledger.Touched;
import heed.ledger.VoidStore;
import heed.quarantine.AddressEvents;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.roaringbitmap.RoaringBitmap;
import org.roaringbitmap.buffer.ImmutableRoaringBitmap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Undoes the events of an import of quarantine, one ledger entry (a batch of rows) at a time.
@Component
class AddressImportUndo {

    private final JdbcClient jdbc;
    private final AddressEvents events;
    private final LedgerStore ledger;
    private final VoidStore voids;
    private final Clock clock;

    AddressImportUndo(JdbcClient jdbc, AddressEvents events, LedgerStore ledger, VoidStore voids, Clock clock) {
        this.jdbc = jdbc;
        this.events = events;
        this.ledger = ledger;
        this.voids = voids;
        this.clock = clock;
    }

    /// The entries of the import.
    List<Long> entries(long importId) {
        // Expects ledger_import.
        return List.copyOf(jdbc
                .sql("""
                        select seq from ledger where import_id = :import and address_ids is not null and kind = :kind order by seq
                        """)
                .param("import", importId).param("kind", Kind.ADDRESSES_IMPORTED.code()).query(Long.class).list());
    }

    /// Voids one entry and folds its addresses again; returns how many events that were, 0 when it was voided before.
    long undo(long entry, UndoAsk ask) {
        long by = ledger.draw();
        if (voids.addAll(Set.of(entry), by) == 0) {
            return 0;
        }
        RoaringBitmap touched = touched(entry);
        events.without(entry, Arrays.stream(touched.toArray()).boxed().toList());
        ledger.append(by, Entry.of(Kind.VOIDED, clock.instant(), ask.actor(), Source.API)
                .touching(Touched.addresses(touched)).reason(ask.reason()).voiding(entry));
        return touched.getLongCardinality();
    }

    private RoaringBitmap touched(long entry) {
        // Expects the primary key, in each month.
        byte[] bytes = jdbc.sql("select address_ids from ledger where seq = :seq").param("seq", entry)
                .query(byte[].class).single();
        return new ImmutableRoaringBitmap(ByteBuffer.wrap(bytes)).toRoaringBitmap();
    }
}
