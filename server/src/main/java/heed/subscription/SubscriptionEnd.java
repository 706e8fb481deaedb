package heed.subscription;

import heed.ledger.Source;
import heed.rules.subscription.SubscriptionEvent;
import heed.subscription.SubscriptionStore.Told;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Ends many subscriptions under one ledger entry: when their profile or their service is deleted.
@Component
class SubscriptionEnd {

    private final SubscriptionStore store;
    private final SubscriptionBatch batch;

    SubscriptionEnd(SubscriptionStore store, SubscriptionBatch batch) {
        this.store = store;
        this.batch = batch;
    }

    /// Ends these subscriptions, in the caller's transaction, with the profiles locked. Also those that are ended already:
    /// what ended one of them may be voided later, and the deletion holds all the same.
    ///
    /// @param seq the ledger entry that records the deletion
    void end(Collection<SubscriptionKey> keys, Instant at, Source source, long seq) {
        Map<SubscriptionKey, List<Told>> events = store.events(keys);
        List<SubscriptionKey> all = List.copyOf(events.keySet());
        store.insertEnds(all, all.stream().map(key -> last(events.getOrDefault(key, List.of()), at)).toList(), source,
                seq);
        batch.rewrite(events);
    }

    /// A deletion is after whatever happened before.
    private static Instant last(List<Told> told, Instant at) {
        return told.stream().map(Told::event).map(SubscriptionEvent::at).filter(at::isBefore)
                .max(Instant::compareTo).orElse(at);
    }
}
