package heed.profile;

import heed.ledger.Actor;
import heed.ledger.Entry;
import heed.ledger.Kind;
import heed.ledger.LedgerStore;
import heed.ledger.Touched;
import heed.ledger.VoidStore;
import heed.profile.choice.ChoiceBatchStore;
import heed.profile.choice.SwitchChanges;
import heed.rules.optout.Choice;
import heed.rules.optout.OptOuts;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Undoes the choices of an import: voids exactly its entries and refolds whom they were about (semantics §1).
@Component
public class ChoiceUndo {

    private final JdbcClient jdbc;
    private final ChoiceBatchStore store;
    private final OptOutStore optOuts;
    private final ProfileKeyStore keys;
    private final LedgerStore ledger;
    private final VoidStore voids;
    private final Clock clock;

    ChoiceUndo(JdbcClient jdbc, ChoiceBatchStore store, OptOutStore optOuts, ProfileKeyStore keys, LedgerStore ledger,
            VoidStore voids, Clock clock) {
        this.jdbc = jdbc;
        this.store = store;
        this.optOuts = optOuts;
        this.keys = keys;
        this.ledger = ledger;
        this.voids = voids;
        this.clock = clock;
    }

    /// A step of an undo.
    ///
    /// @param last the last entry it looked at, to go on from
    /// @param more false: that was the end
    public record Step(long last, boolean more) {}

    /// Voids the next choices of the import, in the caller's transaction.
    ///
    /// @param after the last entry of the step before; 0 to begin
    /// @param limit how many entries to take, small enough for a short transaction
    public Step next(long importId, long after, int limit, Actor actor, String reason) {
        Map<Long, Integer> entries = entries(importId, after, limit);
        if (entries.isEmpty()) {
            return new Step(after, false);
        }
        Set<Integer> ids = new HashSet<>(entries.values());
        long seq = ledger.draw();
        // First the entries, then the profiles: the order of every undo, so that none waits for another in a circle.
        voids.addAll(entries.keySet(), seq);
        keys.lockIds(ids);
        refold(ids);
        ledger.append(seq, entry(importId, ids, actor, reason));
        long last = entries.keySet().stream().mapToLong(Long::longValue).max().orElseThrow();
        return new Step(last, entries.size() == limit);
    }

    private Entry entry(long importId, Set<Integer> ids, Actor actor, String reason) {
        RoaringBitmap touched = new RoaringBitmap();
        ids.forEach(touched::add);
        return Entry.of(Kind.VOIDED, clock.instant(), actor, actor.source())
                .touching(Touched.profiles(touched).andImport(importId)).reason(reason);
    }

    private Map<Long, Integer> entries(long importId, long after, int limit) {
        Map<Long, Integer> entries = new LinkedHashMap<>();
        // Expects ledger_import.
        jdbc.sql("""
                select seq, profile_id from ledger
                where import_id = :import and seq > :after and profile_id is not null
                    and kind in ('opt_out', 'opt_in', 'opt_outs_replaced')
                order by seq limit :limit
                """).param("import", importId).param("after", after).param("limit", limit)
                .query(row -> {
                    entries.put(row.getLong("seq"), row.getInt("profile_id"));
                });
        return entries;
    }

    private void refold(Set<Integer> ids) {
        Map<Integer, OptOuts> before = optOuts.of(ids);
        Map<Integer, List<Choice>> choices = store.choices(ids);
        Map<Integer, SwitchChanges> changes = new HashMap<>();
        ids.forEach(id -> changes.put(id, SwitchChanges.between(before.getOrDefault(id, OptOuts.none()),
                OptOuts.fold(choices.getOrDefault(id, List.of())))));
        store.write(changes);
    }
}
