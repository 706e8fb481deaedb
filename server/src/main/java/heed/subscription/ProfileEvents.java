package heed.subscription;

import heed.ledger.Source;
import heed.profile.ProfileDeleted;
import heed.profile.ProfileMerged;
import heed.rules.SubscriptionStatus;
import heed.rules.subscription.MergeEffect;
import heed.rules.subscription.SubscriptionEvent.Act;
import heed.rules.subscription.SubscriptionState;
import heed.subscription.SubscriptionStore.Told;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// What happens to subscriptions when their profile is deleted or merged (semantics §1), in the same transaction.
@Component
class ProfileEvents {

    private final SubscriptionStore store;
    private final SubscriptionBatch batch;
    private final SubscriptionEnd ends;
    private final ServiceStore services;
    private final Clock clock;

    ProfileEvents(SubscriptionStore store, SubscriptionBatch batch, SubscriptionEnd ends, ServiceStore services,
            Clock clock) {
        this.store = store;
        this.batch = batch;
        this.ends = ends;
        this.services = services;
        this.clock = clock;
    }

    @EventListener
    void deleted(ProfileDeleted event) {
        ends.end(store.ofProfiles(event.profileIds()), event.at(), event.source(), event.seq());
    }

    /// Active only where both are active or one never had any; an end of either ends it.
    @EventListener
    void merged(ProfileMerged event) {
        List<SubscriptionKey> keys = store.ofProfiles(List.of(event.from(), event.into()));
        Map<SubscriptionKey, List<Told>> events = store.events(keys);
        Map<Integer, ServiceDefinition> living = services.living(serviceIds(events.keySet()));
        List<SubscriptionRow> rows = new ArrayList<>();
        for (ServiceDefinition service : living.values()) {
            List<Told> from = events.getOrDefault(new SubscriptionKey(service.id(), event.from()), List.of());
            List<Told> into = events.getOrDefault(new SubscriptionKey(service.id(), event.into()), List.of());
            carry(event, service, from, into, rows);
        }
        batch.apply(rows, _ -> true, event.actor(), null);
        ends.end(keys.stream().filter(key -> key.profileId() == event.from()).toList(), event.at(), Source.MERGE,
                event.seq());
    }

    private void carry(ProfileMerged event, ServiceDefinition service, List<Told> from, List<Told> into,
            List<SubscriptionRow> rows) {
        Instant now = clock.instant();
        SubscriptionState given = batch.fold(from);
        SubscriptionStatus had = batch.fold(into).at(now);
        SubscriptionStatus comes = given.at(now);
        switch (MergeEffect.of(comes, had)) {
            case STARTS -> rows.add(new SubscriptionRow(service, event.into(), Act.SUBSCRIBE, event.at(), false,
                    given.until(), 0, Source.MERGE, null, SubscriptionJson.object()));
            case ENDS -> rows.add(SubscriptionRow.unsubscribe(service, event.into(), event.at(), Source.MERGE, null,
                    SubscriptionJson.object()));
            case STAYS -> {
                // The one that stays has it as it should be.
            }
        }
    }

    private static Set<Integer> serviceIds(Collection<SubscriptionKey> keys) {
        Set<Integer> ids = new TreeSet<>();
        keys.forEach(key -> ids.add(key.serviceId()));
        return ids;
    }
}
