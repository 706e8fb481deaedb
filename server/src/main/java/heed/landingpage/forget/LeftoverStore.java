package heed.landingpage.forget;

import heed.database.SqlTime;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What is over of the tables `page_requests` and `page_undos`.
@Repository
class LeftoverStore {

    private final JdbcClient jdbc;

    LeftoverStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// A request that nobody can confirm any more.
    ///
    /// @param unconfirmed the key of its person, if that one still waits to be confirmed and has asked for nothing since;
    ///     else null
    /// @param changed the ledger entry that last changed that person's data
    record Over(long id, @Nullable String unconfirmed, long changed) {}

    /// The oldest of those that were asked before a moment.
    List<Over> over(Instant before, int most) {
        // Expects page_requests_pkey, in order: the oldest come first; those of the last weeks once, by a scan; profiles_pkey.
        return List.copyOf(jdbc.sql("""
                with lately as materialized (select profile_id from page_requests where asked_at >= :before)
                select r.id, p.changed_seq, case when p.unconfirmed and p.deleted_at is null
                    and r.profile_id not in (select profile_id from lately) then p.key end as unconfirmed
                from page_requests r join profiles p on p.id = r.profile_id
                where r.asked_at < :before order by r.id limit :most
                """).param("before", SqlTime.of(before)).param("most", most)
                .query((row, _) -> new Over(row.getLong("id"), row.getString("unconfirmed"),
                        row.getLong("changed_seq")))
                .list());
    }

    /// Forgets these requests.
    void forget(Collection<Over> requests) {
        // Expects page_requests_pkey.
        jdbc.sql("delete from page_requests where id = any(cast(:ids as bigint[]))")
                .param("ids", requests.stream().map(Over::id).toArray(Long[]::new)).update();
    }

    /// Forgets some of what undo links would take back that were made before a moment; answers how many.
    int forgetUndos(Instant before, int most) {
        // Expects page_undos_pkey, in order: the oldest come first.
        return jdbc.sql("""
                delete from page_undos where id in (
                    select id from page_undos where made_at < :before order by id limit :most)
                """).param("before", SqlTime.of(before)).param("most", most).update();
    }
}
