package heed.subscription;

import heed.ledger.Actor;
import heed.ledger.LedgerStore;
import heed.rules.SubscriptionStatus;
import heed.rules.subscription.SubscriptionEvent;
import heed.rules.subscription.SubscriptionState;
import heed.subscription.SubscriptionStore.Stored;
import heed.subscription.SubscriptionStore.Told;
import heed.subscription.growth.DayCounts;
import heed.subscription.growth.GrowthStore;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Takes what happens to subscriptions, one or ten thousand at a time: the fold of their events by time, whatever the
/// order of arrival (semantics §3).
///
/// Works in the caller's transaction; the caller has locked the profiles, after it has held the services
/// ([ServiceStore#holdAll]).
@Component
public class SubscriptionBatch {

    private final SubscriptionStore store;
    private final LedgerStore ledger;
    private final GrowthStore growth;
    private final SubscriptionSettings settings;
    private final Clock clock;

    SubscriptionBatch(SubscriptionStore store, LedgerStore ledger, GrowthStore growth, SubscriptionSettings settings,
            Clock clock) {
        this.store = store;
        this.ledger = ledger;
        this.growth = growth;
        this.settings = settings;
        this.clock = clock;
    }

    /// What became of a row.
    ///
    /// @param seq the ledger entry that records it; 0 where none does
    /// @param outcome recorded, known already, or refused
    /// @param before the state before it, now
    /// @param after the state after it, now
    public record Result(long seq, Outcome outcome, SubscriptionState before, SubscriptionState after) {

        /// Did it change the state?
        public boolean changed() {
            return !before.equals(after);
        }
    }

    /// Whether a row was recorded.
    public enum Outcome {
        /// It was.
        RECORDED,
        /// The same act with the same moment and source was there before.
        KNOWN,
        /// It would have revived a subscription that somebody ended.
        REFUSED
    }

    /// Takes these rows in the order given; results come in the same order. One ledger entry for each that is recorded.
    ///
    /// @param mayRevive whether a row may make a subscription active or pending again that somebody ended; one of an
    ///         import only where it was allowed to opt in
    @Transactional(propagation = Propagation.MANDATORY)
    public List<Result> apply(List<SubscriptionRow> rows, Predicate<SubscriptionRow> mayRevive, Actor actor,
            @Nullable Long importId) {
        SubscriptionPlan plan = plan(rows, mayRevive);
        long[] seqs = ledger.append(plan.entries(actor, importId));
        store.insert(plan.fresh(), seqs);
        plan.settle(seqs);
        store.write(plan.stored());
        growth.append(moved(plan.earlier(), plan.events()));
        return plan.results(seqs);
    }

    /// Records what somebody wishes of a service that was deleted: in the ledger, and nowhere else, so that it makes nobody
    /// contactable.
    ///
    /// @param known the events of that subscription
    Result wish(SubscriptionRow row, Collection<Told> known, Actor actor) {
        SubscriptionState state = fold(known);
        Result result = new Result(0, Outcome.RECORDED, state, state);
        long seq = ledger.append(SubscriptionPlan.entry(row, result, actor, null, clock.instant()));
        return new Result(seq, Outcome.RECORDED, state, state);
    }

    /// What the same rows would come to; nothing is written and no sequence is real.
    public List<Result> tryOut(List<SubscriptionRow> rows, Predicate<SubscriptionRow> mayRevive) {
        SubscriptionPlan plan = plan(rows, mayRevive);
        return plan.results(new long[plan.fresh().size()]);
    }

    /// Folds these subscriptions again, after events have left their folds; answers their states before and after.
    ///
    /// @param gone the events that left, by subscription; their states before are folded with them
    Map<SubscriptionKey, List<SubscriptionState>> refold(Map<SubscriptionKey, List<Told>> gone) {
        Map<SubscriptionKey, List<Told>> left = store.events(gone.keySet());
        Map<SubscriptionKey, List<SubscriptionState>> changes = new LinkedHashMap<>();
        Map<SubscriptionKey, List<Told>> whole = new HashMap<>();
        List<Stored> states = new ArrayList<>();
        gone.forEach((key, events) -> {
            List<Told> after = left.getOrDefault(key, List.of());
            List<Told> before = new ArrayList<>(after);
            before.addAll(events);
            changes.put(key, List.of(fold(before), fold(after)));
            whole.put(key, before);
            states.add(stored(key, after));
        });
        store.write(states);
        growth.append(moved(whole, left));
        return changes;
    }

    /// Folds and writes the subscriptions whose events have changed.
    ///
    /// @param before the events that each of them had
    void rewrite(Map<SubscriptionKey, List<Told>> before) {
        Map<SubscriptionKey, List<Told>> after = store.events(before.keySet());
        store.write(before.keySet().stream().map(key -> stored(key, after.getOrDefault(key, List.of()))).toList());
        growth.append(moved(before, after));
    }

    SubscriptionState fold(Collection<Told> events) {
        return SubscriptionState.fold(bare(events), settings.confirmWithin());
    }

    /// Was it ever in that state by these events, at the moment of any of them?
    boolean wasEver(Collection<Told> events, SubscriptionStatus status) {
        return SubscriptionState.wasEver(bare(events), settings.confirmWithin(), status);
    }

    /// Did an end ever find the subscription active by these events?
    boolean wasLeft(Collection<Told> events) {
        return SubscriptionState.wasLeft(bare(events), settings.confirmWithin());
    }

    /// Would this row, at its moment, confirm a request that waits by these events?
    boolean confirms(SubscriptionRow row, Collection<Told> events) {
        SubscriptionEvent click = row.event(Long.MAX_VALUE);
        List<SubscriptionEvent> before = bare(events).stream()
                .filter(event -> SubscriptionEvent.ORDER.compare(event, click) < 0).toList();
        return SubscriptionState.fold(before, settings.confirmWithin()).requests().stream()
                .anyMatch(one -> one.seq() == row.request() && click.at().isBefore(one.lapsesAt()));
    }

    /// What that does to the counts of their services.
    private DayCounts moved(Map<SubscriptionKey, List<Told>> before, Map<SubscriptionKey, List<Told>> after) {
        DayCounts counts = new DayCounts(settings.confirmWithin());
        before.forEach((key, told) -> counts.replace(key.serviceId(), bare(told),
                bare(after.getOrDefault(key, List.of()))));
        return counts;
    }

    private static List<SubscriptionEvent> bare(Collection<Told> events) {
        return events.stream().map(Told::event).toList();
    }

    /// The folded state of a subscription, as it is stored.
    Stored stored(SubscriptionKey key, Collection<Told> events) {
        SubscriptionState state = fold(events);
        String source = events.stream().filter(told -> told.event().seq() == state.seq()).map(Told::source).findFirst()
                .orElse("");
        return new Stored(key, state, source);
    }

    private SubscriptionPlan plan(List<SubscriptionRow> rows, Predicate<SubscriptionRow> mayRevive) {
        Set<SubscriptionKey> keys = new HashSet<>();
        rows.forEach(row -> keys.add(row.key()));
        SubscriptionPlan plan = new SubscriptionPlan(this, store.events(keys), clock.instant());
        rows.forEach(row -> plan.take(row, mayRevive.test(row)));
        return plan;
    }
}
