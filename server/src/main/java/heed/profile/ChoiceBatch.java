package heed.profile;

import heed.ledger.Actor;
import heed.ledger.Entry;
import heed.ledger.LedgerStore;
import heed.ledger.Touched;
import heed.profile.choice.BatchFold;
import heed.profile.choice.ChoiceBatchStore;
import heed.profile.choice.OptOutJson;
import heed.profile.choice.SwitchChanges;
import heed.rules.optout.Choice;
import heed.rules.optout.OptOuts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Takes the choices of many people at once, for imports: the same fold as [Choices], a handful of statements for any
/// number of rows; some ten thousand at a time is a good size.
///
/// Works in the caller's transaction; the caller has locked the profiles ([ProfileKeyStore#lockAll]).
@Component
public class ChoiceBatch {

    private final ChoiceBatchStore store;
    private final OptOutStore optOuts;
    private final LedgerStore ledger;

    ChoiceBatch(ChoiceBatchStore store, OptOutStore optOuts, LedgerStore ledger) {
        this.store = store;
        this.optOuts = optOuts;
        this.ledger = ledger;
    }

    /// What became of a row.
    ///
    /// @param seq the ledger entry of the choice
    /// @param recorded false: the same choice with the same moment and source was there already
    /// @param before the switches before it
    /// @param after the switches after it
    public record Result(long seq, boolean recorded, OptOuts before, OptOuts after) {

        /// Did it switch anything?
        public boolean changed() {
            return !before.on().equals(after.on());
        }
    }

    /// Takes these choices, in the order given; results come in the same order. One ledger entry for each that is
    /// recorded, part of the import.
    public List<Result> apply(List<ChoiceRow> rows, Actor actor, @Nullable Long importId) {
        return rows.isEmpty() ? List.of() : apply(plan(rows), actor, importId);
    }

    /// What the same choices would come to; nothing is written and no sequence is real.
    public List<Result> tryOut(List<ChoiceRow> rows) {
        return rows.isEmpty() ? List.of() : results(plan(rows), new long[rows.size()]);
    }

    /// The rows folded, before anything is written.
    ///
    /// @param folds the profiles after the batch
    /// @param steps what each row does, in order
    /// @param fresh the rows to record, in order
    private record Plan(Map<Integer, BatchFold> folds, List<Step> steps, List<ChoiceRow> fresh) {}

    /// What a row does.
    ///
    /// @param place of its choice among the fresh ones, or -1
    /// @param recorded the entry of the same choice, recorded earlier, or 0
    /// @param first is it the row that records it?
    private record Step(int place, long recorded, boolean first, OptOuts before, OptOuts after) {}

    private Plan plan(List<ChoiceRow> rows) {
        Map<Integer, Long> recorded = store.recorded(rows);
        Plan plan = new Plan(folds(rows), new ArrayList<>(), new ArrayList<>());
        Map<ChoiceRow.Identity, Integer> places = new HashMap<>();
        for (int i = 0; i < rows.size(); i++) {
            plan.steps().add(step(rows.get(i), recorded.getOrDefault(i, 0L), places, plan));
        }
        return plan;
    }

    private static Step step(ChoiceRow row, long recorded, Map<ChoiceRow.Identity, Integer> places, Plan plan) {
        BatchFold fold = Objects.requireNonNull(plan.folds().get(row.profileId()));
        OptOuts before = fold.current();
        if (recorded != 0) {
            return new Step(-1, recorded, false, before, before);
        }
        int next = plan.fresh().size();
        Integer twin = places.putIfAbsent(row.identity(), next);
        if (twin != null) {
            return new Step(twin, 0, false, before, before);
        }
        plan.fresh().add(row);
        fold.take(new Choice(row.at(), row.act(), 0), next);
        return new Step(next, 0, true, before, fold.current());
    }

    private List<Result> apply(Plan plan, Actor actor, @Nullable Long importId) {
        List<Entry> entries = plan.steps().stream().filter(Step::first)
                .map(step -> entry(plan.fresh().get(step.place()), step, actor, importId)).toList();
        long[] seqs = ledger.append(entries);
        if (!plan.fresh().isEmpty()) {
            store.insert(plan.fresh(), seqs);
        }
        Map<Integer, SwitchChanges> changes = new HashMap<>();
        plan.folds().forEach((id, fold) -> changes.put(id, fold.changes(seqs)));
        store.write(changes);
        return results(plan, seqs);
    }

    private static List<Result> results(Plan plan, long[] seqs) {
        return plan.steps().stream().map(step -> new Result(step.place() < 0 ? step.recorded() : seqs[step.place()],
                step.first(), step.before(), step.after())).toList();
    }

    private static Entry entry(ChoiceRow row, Step step, Actor actor, @Nullable Long importId) {
        return Entry.of(Choices.kind(row.act()), row.at(), actor, row.source())
                .touching(Touched.profile(row.profileId()).andImport(importId)).evidence(row.evidence())
                .reason(row.reason())
                .change(OptOutJson.change(step.before(), step.after(), row.act(), Scope.PROFILE));
    }

    private Map<Integer, BatchFold> folds(List<ChoiceRow> rows) {
        Set<Integer> ids = new HashSet<>();
        rows.forEach(row -> ids.add(row.profileId()));
        Map<Integer, OptOuts> stored = optOuts.of(ids);
        Map<Integer, Instant> newest = store.newest(ids);
        Map<Integer, List<Choice>> known = store.choices(late(rows, newest));
        Map<Integer, BatchFold> folds = new HashMap<>();
        ids.forEach(id -> folds.put(id,
                new BatchFold(stored.getOrDefault(id, OptOuts.none()), newest.get(id),
                        known.getOrDefault(id, List.of()))));
        return folds;
    }

    /// Profiles with a row that is not later than all before it, so that one step is not enough.
    private static Set<Integer> late(List<ChoiceRow> rows, Map<Integer, Instant> newest) {
        Map<Integer, Instant> last = new HashMap<>(newest);
        Set<Integer> late = new HashSet<>();
        for (ChoiceRow row : rows) {
            Instant before = last.get(row.profileId());
            if (before != null && !row.at().isAfter(before)) {
                late.add(row.profileId());
            } else {
                last.put(row.profileId(), row.at());
            }
        }
        return late;
    }
}
