package heed.delivery;

import java.time.Clock;
import java.time.Duration;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Removes for good what was deleted and not brought back: an audience may name people, and an analysis holds everybody.
@Component
class DeletedDeliveryJob {
    private static final Duration KEPT = Duration.ofDays(30);

    private final DeliveryStore store;
    private final Clock clock;

    DeletedDeliveryJob(DeliveryStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 3_600_000, initialDelay = 90_000)
    void purge() {
        store.purge(clock.instant().minus(KEPT));
    }
}
