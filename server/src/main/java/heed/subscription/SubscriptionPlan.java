package heed.subscription;

import heed.ledger.Actor;
import heed.ledger.Entry;
import heed.ledger.Kind;
import heed.ledger.Touched;
import heed.rules.subscription.SubscriptionState;
import heed.subscription.SubscriptionBatch.Outcome;
import heed.subscription.SubscriptionBatch.Result;
import heed.subscription.SubscriptionStore.Stored;
import heed.subscription.SubscriptionStore.Told;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The rows of a batch folded one after the other, before anything is written. Those that are to be recorded carry the
/// negative of their place until they have their sequence. For one batch, of one thread.
final class SubscriptionPlan {

    private final SubscriptionBatch batch;
    private final Map<SubscriptionKey, List<Told>> events;
    private final Instant now;
    private final Map<SubscriptionKey, List<Told>> earlier = new HashMap<>();
    private final List<SubscriptionRow> fresh = new ArrayList<>();
    private final List<Result> freshResults = new ArrayList<>();
    private final List<Result> results = new ArrayList<>();

    /// @param batch that folds
    /// @param events of the subscriptions that the rows are about, by subscription; the rows' own are added
    SubscriptionPlan(SubscriptionBatch batch, Map<SubscriptionKey, List<Told>> events, Instant now) {
        this.batch = batch;
        this.events = events;
        this.now = now;
    }

    /// Folds the next row.
    ///
    /// @param mayRevive whether it may make a subscription active or pending again that somebody ended
    void take(SubscriptionRow row, boolean mayRevive) {
        List<Told> known = events.computeIfAbsent(row.key(), _ -> new ArrayList<>());
        SubscriptionState before = batch.fold(known);
        Told same = same(known, row);
        if (same != null) {
            results.add(new Result(same.event().seq(), Outcome.KNOWN, before, before));
            return;
        }
        Told added = new Told(row.event(-1 - fresh.size()), row.source().code());
        List<Told> old = List.copyOf(known);
        known.add(added);
        SubscriptionState after = batch.fold(known);
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

    /// The rows that are to be recorded, in their order.
    List<SubscriptionRow> fresh() {
        return fresh;
    }

    /// The events that each subscription had whose rows are to be recorded.
    Map<SubscriptionKey, List<Told>> earlier() {
        return earlier;
    }

    /// The events of each subscription, the rows' own among them.
    Map<SubscriptionKey, List<Told>> events() {
        return events;
    }

    /// A ledger entry for each row that is to be recorded.
    List<Entry> entries(Actor actor, @Nullable Long importId) {
        List<Entry> entries = new ArrayList<>(fresh.size());
        for (int i = 0; i < fresh.size(); i++) {
            entries.add(entry(fresh.get(i), freshResults.get(i), actor, importId, now));
        }
        return entries;
    }

    /// Gives the rows that are recorded their sequences.
    void settle(long[] seqs) {
        earlier.keySet().forEach(key -> events.computeIfPresent(key, (_, told) -> new ArrayList<>(told.stream()
                .map(t -> t.event().seq() < 0 ? settled(t, seqs) : t).toList())));
    }

    /// The folded states of the subscriptions that something is recorded of.
    List<Stored> stored() {
        return earlier.keySet().stream().map(key -> batch.stored(key, events.getOrDefault(key, List.of()))).toList();
    }

    /// What became of every row, in their order.
    List<Result> results(long[] seqs) {
        return results.stream().map(r -> r.seq() >= 0
                ? r
                : new Result(seqs[place(r.seq())], r.outcome(), r.before(), r.after())).toList();
    }

    /// The ledger entry that records a row.
    static Entry entry(SubscriptionRow row, Result result, Actor actor, @Nullable Long importId, Instant now) {
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

    private Told settled(Told told, long[] seqs) {
        int place = place(told.event().seq());
        return new Told(fresh.get(place).event(seqs[place]), told.source());
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
}
