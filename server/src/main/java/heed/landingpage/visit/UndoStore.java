package heed.landingpage.visit;

import heed.database.SqlTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What one form recorded, by the number that its undo link names (table `page_undos`).
@Repository
class UndoStore {

    private final JdbcClient jdbc;

    UndoStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Keeps the entries and returns their number.
    long insert(int pageId, List<Long> seqs, Instant now) {
        return jdbc.sql("insert into page_undos (page_id, seqs, made_at) values (:page, :seqs, :now) returning id")
                .param("page", pageId).param("seqs", seqs.toArray(Long[]::new)).param("now", SqlTime.of(now))
                .query(Long.class).single();
    }

    /// Was that number given out since?
    boolean has(long id, Instant since) {
        // Expects the primary key.
        return jdbc.sql("select exists(select from page_undos where id = :id and made_at >= :since)").param("id", id)
                .param("since", SqlTime.of(since)).query(Boolean.class).single();
    }

    /// The entries of a number that was given out since; none for any other.
    Set<Long> find(long id, Instant since) {
        // Expects the primary key.
        return jdbc.sql("select seqs from page_undos where id = :id and made_at >= :since").param("id", id)
                .param("since", SqlTime.of(since))
                .query((row, _) -> (Set<Long>) new LinkedHashSet<>(
                        Arrays.asList((Long[]) row.getArray("seqs").getArray())))
                .optional().orElse(Set.of());
    }
}
