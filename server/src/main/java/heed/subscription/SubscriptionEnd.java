package heed.subscription;

import heed.ledger.Source;
import heed.rules.SubscriptionStatus;
import heed.rules.subscription.SubscriptionEvent;
import heed.rules.subscription.SubscriptionState;
import heed.subscription.SubscriptionStore.Told;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
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

    /// Ends those of these subscriptions that are not ended yet, in the caller's transaction, with the profiles locked.
    ///
    /// @param seq the ledger entry that records the deletion
    void end(Collection<SubscriptionKey> keys, Instant at, Source source, long seq) {
        Map<SubscriptionKey, List<Told>> events = store.events(keys);
        Map<SubscriptionKey, List<Told>> open = new LinkedHashMap<>();
        List<Instant> moments = new ArrayList<>();
        events.forEach((key, told) -> {
            SubscriptionState state = batch.fold(told);
            if (state.stored() != SubscriptionStatus.ENDED) {
                open.put(key, told);
                moments.add(last(told, at));
            }
        });
        store.insertEnds(List.copyOf(open.keySet()), moments, source, seq);
        batch.rewrite(open);
    }

    /// A deletion is after whatever happened before.
    private static Instant last(List<Told> told, Instant at) {
        return told.stream().map(Told::event).map(SubscriptionEvent::at).filter(at::isBefore)
                .max(Instant::compareTo).orElse(at);
    }
}
