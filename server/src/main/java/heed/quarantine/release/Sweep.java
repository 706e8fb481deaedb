package heed.quarantine.release;

import heed.ledger.Actor;
import heed.ledger.Entry;
import heed.ledger.Kind;
import heed.ledger.LedgerStore;
import heed.ledger.Source;
import heed.ledger.Touched;
import heed.quarantine.AddressEvents;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Writes down what has faded (semantics §2): nothing that anybody asks changes by it.
///
/// Works in short transactions; a server that is stopped half-way loses nothing.
@Component
class Sweep {

    private static final int CHUNK = 5_000;

    private final JdbcClient jdbc;
    private final AddressEvents events;
    private final LedgerStore ledger;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Sweep(JdbcClient jdbc, AddressEvents events, LedgerStore ledger, TransactionTemplate transaction, Clock clock) {
        this.jdbc = jdbc;
        this.events = events;
        this.ledger = ledger;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// Sweeps all addresses and answers how many had faded.
    int sweep(Actor actor, Source source) {
        int faded = 0;
        List<Integer> candidates = after(0);
        while (!candidates.isEmpty()) {
            List<Integer> some = candidates;
            faded += Objects.requireNonNull(transaction.execute(_ -> write(some, actor, source)));
            candidates = after(candidates.getLast());
        }
        return faded;
    }

    private int write(List<Integer> candidates, Actor actor, Source source) {
        List<Integer> faded = events.writeFaded(candidates);
        if (!faded.isEmpty()) {
            RoaringBitmap ids = new RoaringBitmap();
            faded.forEach(ids::add);
            ledger.append(Entry.of(Kind.ADDRESSES_FADED, clock.instant(), actor, source)
                    .touching(Touched.addresses(ids)));
        }
        return faded.size();
    }

    /// The next addresses with errors that may fade; the rules say which of them have.
    private List<Integer> after(int id) {
        // Expects the primary key, in order.
        return List.copyOf(jdbc.sql("""
                select address_id from address_states where error = 1 and address_id > :after
                order by address_id limit :most
                """).param("after", id).param("most", CHUNK).query(Integer.class).list());
    }
}
