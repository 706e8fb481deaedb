package heed.exchange.undo;

import heed.database.SqlTime;
import heed.exchange.profiles.Restoring;
import heed.ledger.Entry;
import heed.ledger.Kind;
import heed.ledger.LedgerStore;
import heed.ledger.Touched;
import heed.profile.ProfileDeleted;
import heed.profile.ProfileKeyStore;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Undoes what an import did to profiles: deletes those it made, restores those it changed. Whoever was touched since
/// stays as they are.
@Component
class ProfileUndo {

    private final JdbcClient jdbc;
    private final UndoCounts counts;
    private final ProfileKeyStore keys;
    private final Restoring restoring;
    private final LedgerStore ledger;
    private final ApplicationEventPublisher publisher;
    private final Clock clock;

    ProfileUndo(JdbcClient jdbc, UndoCounts counts, ProfileKeyStore keys, Restoring restoring, LedgerStore ledger,
            ApplicationEventPublisher publisher, Clock clock) {
        this.jdbc = jdbc;
        this.counts = counts;
        this.keys = keys;
        this.restoring = restoring;
        this.ledger = ledger;
        this.publisher = publisher;
        this.clock = clock;
    }

    /// The profiles that the import made, ascending.
    int[] created(long importId) {
        return counts.created(importId).toArray();
    }

    /// What the next profiles were before the import.
    List<Previous> previous(long importId, int after, int limit) {
        // Expects the primary key.
        return List.copyOf(jdbc.sql("""
                select profile_id, seq, previous from import_previous
                where import_id = :import and profile_id > :after order by profile_id limit :limit
                """).param("import", importId).param("after", after).param("limit", limit)
                .query((row, _) -> new Previous(row.getInt(1), row.getLong(2), row.getString(3))).list());
    }

    /// Gives profiles back what they had, unless they changed again.
    void restore(List<Previous> previous, UndoAsk ask) {
        keys.lockIds(previous.stream().map(Previous::profileId).toList());
        Set<Integer> same = new HashSet<>();
        // Expects the primary key.
        jdbc.sql("""
                select p.id from profiles p
                join unnest(cast(:ids as int[]), cast(:seqs as bigint[])) as v (id, seq) on p.id = v.id
                where p.changed_seq = v.seq and p.merged_into is null
                """).param("ids", previous.stream().map(Previous::profileId).toArray(Integer[]::new))
                .param("seqs", previous.stream().map(Previous::seq).toArray(Long[]::new))
                .query(row -> {
                    same.add(row.getInt(1));
                });
        Map<Integer, String> restored = new TreeMap<>();
        previous.stream().filter(one -> same.contains(one.profileId()))
                .forEach(one -> restored.put(one.profileId(), one.json()));
        if (!restored.isEmpty()) {
            long seq = append(restored.keySet(), ask);
            RoaringBitmap deletedAgain = restoring.restore(restored, seq, clock.instant());
            publishDeleted(deletedAgain, seq, ask);
        }
        forget(restored.keySet(), ask.what().id());
    }

    /// What is restored is not looked at again when an interrupted undo goes on. What is kept is, and kept again.
    private void forget(Collection<Integer> restored, long importId) {
        // Expects the primary key.
        jdbc.sql("delete from import_previous where import_id = :import and profile_id = any(cast(:ids as int[]))")
                .param("import", importId).param("ids", restored.toArray(Integer[]::new)).update();
    }

    /// Deletes profiles that the import made, unless somebody touched them.
    void delete(int[] ids, UndoAsk ask) {
        keys.lockIds(Arrays.stream(ids).boxed().toList());
        List<Integer> untouched = untouched(ids, ask.what().id());
        if (!untouched.isEmpty()) {
            long seq = append(untouched, ask);
            restoring.delete(untouched, seq, clock.instant());
            publishDeleted(RoaringBitmap.bitmapOf(untouched.stream().mapToInt(Integer::intValue).toArray()), seq, ask);
        }
    }

    /// Nothing but this import has an entry about them.
    private List<Integer> untouched(int[] ids, long importId) {
        // Expects the primary key, ledger_profile, ledger_import and profiles_merged.
        return new ArrayList<>(jdbc.sql("""
                with own as (select seq from ledger where import_id = :import
                    and kind in ('profiles_imported', 'profile_created'))
                select p.id from profiles p
                where p.id = any(:ids) and p.deleted_at is null and p.merged_into is null
                    and p.changed_seq in (select seq from own)
                    and not exists (select from ledger l where l.profile_id = p.id and l.seq > p.changed_seq
                        and l.import_id is distinct from :import)
                    and not exists (select from profiles m where m.merged_into = p.id)
                order by p.id
                """).param("ids", ids).param("import", importId).query(Integer.class).list());
    }

    private long append(Iterable<Integer> ids, UndoAsk ask) {
        RoaringBitmap touched = new RoaringBitmap();
        ids.forEach(touched::add);
        return ledger.append(Entry.of(Kind.PROFILES_RESTORED, clock.instant(), ask.actor(), ask.actor().source())
                .touching(Touched.profiles(touched).andImport(ask.what().id())).reason(ask.reason()));
    }

    private void publishDeleted(RoaringBitmap ids, long seq, UndoAsk ask) {
        if (!ids.isEmpty()) {
            Set<Integer> whom = new HashSet<>();
            ids.forEach((int id) -> whom.add(id));
            publisher.publishEvent(new ProfileDeleted(whom, clock.instant(), seq, ask.actor(),
                    ask.actor().source()));
        }
    }

    /// The undo has come to its end; false where another had before.
    boolean finish(long importId, Instant now) {
        // Both expect their primary keys.
        jdbc.sql("delete from import_previous where import_id = :id").param("id", importId).update();
        return jdbc.sql("update imports set undone_at = :now where id = :id and undone_at is null")
                .param("now", SqlTime.of(now)).param("id", importId).update() == 1;
    }
}
