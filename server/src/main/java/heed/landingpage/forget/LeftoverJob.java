package heed.landingpage.forget;

import heed.landingpage.forget.LeftoverStore.Over;
import heed.ledger.Actor;
import heed.profile.data.CreationUndo;
import heed.subscription.SubscriptionSettings;
import heed.web.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Takes out what is over, once a day, in bounded batches; a batch that was cut short is done again the next day. Two
/// servers that do so at the same time do no harm.
@Component
class LeftoverJob {

    private static final int CHUNK = 1_000;
    private static final String REASON = "signed up on a page and never confirmed";

    private final LeftoverStore store;
    private final CreationUndo creations;
    private final Duration keep;
    private final Duration confirmWithin;
    private final Clock clock;

    LeftoverJob(LeftoverStore store, CreationUndo creations, ForgetSettings settings,
            SubscriptionSettings subscriptions,
            Clock clock) {
        this.store = store;
        this.creations = creations;
        this.keep = settings.pageKeep();
        this.confirmWithin = subscriptions.confirmWithin();
        this.clock = clock;
    }

    @Scheduled(cron = "0 7 4 * * *", zone = "UTC")
    void forget() {
        Instant before = clock.instant().minus(keep);
        int undos = CHUNK;
        while (undos == CHUNK) {
            undos = store.forgetUndos(before, CHUNK);
        }
        List<Over> over = store.over(before.minus(confirmWithin), CHUNK);
        while (!over.isEmpty()) {
            over.forEach(this::forgetPerson);
            store.forget(over);
            over = store.over(before.minus(confirmWithin), CHUNK);
        }
    }

    private void forgetPerson(Over request) {
        String key = request.unconfirmed();
        if (key == null) {
            return;
        }
        try {
            creations.undo(key, request.changed(), Actor.RECIPIENT, Actor.SYSTEM, REASON);
        } catch (Problem _) {
            // Not made by a page, or gone meanwhile.
        }
    }
}
