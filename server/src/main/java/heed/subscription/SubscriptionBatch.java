package heed.subscription;

import heed.ledger.Actor;
import heed.ledger.Entry;
import heed.ledger.Kind;
import heed.ledger.LedgerStore;
import heed.ledger.Touched;
import heed.rules.SubscriptionStatus;
import heed.rules.subscription.SubscriptionEvent;
import heed.rules.subscription.SubscriptionState;
import heed.subscription.SubscriptionStore.Stored;
import heed.subscription.SubscriptionStore.Told;
import heed.subscription.growth.DayCounts;
import heed.subscription.growth.GrowthStore;
import java.time.Clock;
import java.time.Instant;
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
        Plan plan = plan(rows, mayRevive);
        long[] seqs = ledger.append(plan.entries(actor, importId));
        store.insert(plan.fresh, seqs);
        plan.settle(seqs);
        store.write(plan.stored());
        growth.append(moved(plan.earlier, plan.events));
        return plan.results(seqs);
    }

    /// Records what somebody wishes of a service that was deleted: in the ledger, and nowhere else, so that it makes nobody
    /// contactable.
    ///
    /// @param known the events of that subscription
    Result wish(SubscriptionRow row, Collection<Told> known, Actor actor) {
        SubscriptionState state = fold(known);
        Result result = new Result(0, Outcome.RECORDED, state, state);
        long seq = ledger.append(entry(row, result, actor, null, clock.instant()));
        return new Result(seq, Outcome.RECORDED, state, state);
    }

    /// What the same rows would come to; nothing is written and no sequence is real.
    public List<Result> tryOut(List<SubscriptionRow> rows, Predicate<SubscriptionRow> mayRevive) {
        Plan plan = plan(rows, mayRevive);
        return plan.results(new long[plan.fresh.size()]);
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

    private Stored stored(SubscriptionKey key, Collection<Told> events) {
        SubscriptionState state = fold(events);
        String source = events.stream().filter(told -> told.event().seq() == state.seq()).map(Told::source).findFirst()
                .orElse("");
        return new Stored(key, state, source);
    }

    private Plan plan(List<SubscriptionRow> rows, Predicate<SubscriptionRow> mayRevive) {
        Set<SubscriptionKey> keys = new HashSet<>();
        rows.forEach(row -> keys.add(row.key()));
        Plan plan = new Plan(store.events(keys));
        rows.forEach(row -> plan.take(row, mayRevive.test(row)));
        return plan;
    }

    /// The rows folded one after the other, before anything is written. Rows of this batch carry the negative of their
    /// place until they have their sequence.
    private final class Plan {

        private final Map<SubscriptionKey, List<Told>> events;
        private final Instant now = clock.instant();
        private final Map<SubscriptionKey, List<Told>> earlier = new HashMap<>();
        private final List<SubscriptionRow> fresh = new ArrayList<>();
        private final List<Result> freshResults = new ArrayList<>();
        private final List<Result> results = new ArrayList<>();

        Plan(Map<SubscriptionKey, List<Told>> events) {
            this.events = events;
        }

        void take(SubscriptionRow row, boolean mayRevive) {
            List<Told> known = events.computeIfAbsent(row.key(), _ -> new ArrayList<>());
            SubscriptionState before = fold(known);
            Told same = same(known, row);
            if (same != null) {
                results.add(new Result(same.event().seq(), Outcome.KNOWN, before, before));
                return;
            }
            Told added = new Told(row.event(-1 - fresh.size()), row.source().code());
            List<Told> old = List.copyOf(known);
            known.add(added);
            SubscriptionState after = fold(known);
            if (!mayRevive && before.isRevivedIn(after)) {
                known.remove(added);
                results.add(new Result(0, Outcome.REFUSED, before, before));
                return;
            }
            results.add(new Result(added.event().seq(), Outcome.RECORDED, before, after));
            freshResults.add(results.getLast());
            fresh.add(row);
            earlier.putIfAbsent(row.key(), old);
        }

        List<Entry> entries(Actor actor, @Nullable Long importId) {
            List<Entry> entries = new ArrayList<>(fresh.size());
            for (int i = 0; i < fresh.size(); i++) {
                entries.add(entry(fresh.get(i), freshResults.get(i), actor, importId, now));
            }
            return entries;
        }

        /// Gives the rows of this batch their sequences.
        void settle(long[] seqs) {
            earlier.keySet().forEach(key -> events.computeIfPresent(key, (_, told) -> new ArrayList<>(told.stream()
                    .map(t -> t.event().seq() < 0 ? settled(t, seqs) : t).toList())));
        }

        List<Stored> stored() {
            return earlier.keySet().stream().map(key -> SubscriptionBatch.this.stored(key,
                    events.getOrDefault(key, List.of()))).toList();
        }

        List<Result> results(long[] seqs) {
            return results.stream().map(r -> r.seq() >= 0
                    ? r
                    : new Result(seqs[place(r.seq())], r.outcome(), r.before(), r.after())).toList();
        }

        private Told settled(Told told, long[] seqs) {
            int place = place(told.event().seq());
            return new Told(fresh.get(place).event(seqs[place]), told.source());
        }
    }

    private static int place(long provisional) {
        return Math.toIntExact(-1 - provisional);
    }

    private static @Nullable Told same(List<Told> known, SubscriptionRow row) {
        for (Told told : known) {
            boolean same = told.event().at().equals(row.at()) && told.event().act() == row.act()
                    && told.event().pending() == row.pending() && told.event().request() == row.request()
                    && told.source().equals(row.source().code());
            if (same) {
                return told;
            }
        }
        return null;
    }

    private static Entry entry(SubscriptionRow row, Result result, Actor actor, @Nullable Long importId, Instant now) {
        Kind kind = switch (row.act()) {
            case SUBSCRIBE -> Kind.SUBSCRIBED;
            case CONFIRM -> Kind.SUBSCRIPTION_CONFIRMED;
            case UNSUBSCRIBE -> Kind.UNSUBSCRIBED;
        };
        return Entry.of(kind, row.at(), actor, row.source())
                .touching(Touched.profile(row.profileId()).andService(row.service().id()).andImport(importId))
                .change(SubscriptionJson.of(row.service().name(), result.before(), now),
                        SubscriptionJson.of(row.service().name(), result.after(), now))
                .evidence(row.evidence()).reason(row.reason());
    }
}
