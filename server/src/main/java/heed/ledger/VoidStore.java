package heed.ledger;

import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Which entries have left their folds. An entry is voided at most once, whoever tries.
@Component
public class VoidStore {

    private final JdbcClient jdbc;

    VoidStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Voids one entry; false when it is voided already.
    boolean add(long seq, long by) {
        // Expects the primary key of voids; a concurrent void of the same entry is waited for.
        return jdbc.sql("insert into voids (seq, voided_by) values (:seq, :by) on conflict (seq) do nothing")
                .param("seq", seq).param("by", by).update() == 1;
    }

    /// Voids those of these entries that are not voided yet and returns how many that were. Refolding what they
    /// changed, in the same transaction, is the caller's duty.
    public int addAll(Set<Long> seqs, long by) {
        // Expects the primary key of voids.
        return jdbc.sql("""
                insert into voids (seq, voided_by)
                select seq, :by from unnest(cast(:seqs as bigint[])) as given (seq) order by seq
                on conflict (seq) do nothing
                """).param("by", by).param("seqs", seqs.toArray(Long[]::new)).update();
    }
}
