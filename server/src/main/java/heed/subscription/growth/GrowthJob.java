package heed.subscription.growth;

import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Sums up what was appended, every ten seconds. Of several servers one does it, the others pass.
@Component
class GrowthJob {

    private final GrowthStore store;
    private final TransactionTemplate transaction;

    GrowthJob(GrowthStore store, TransactionTemplate transaction) {
        this.store = store;
        this.transaction = transaction;
    }

    @Scheduled(initialDelay = 10, fixedDelay = 10, timeUnit = TimeUnit.SECONDS)
    void sumUp() {
        boolean more = true;
        while (more) {
            more = Boolean.TRUE.equals(transaction.execute(_ -> store.sumUp()));
        }
    }
}
