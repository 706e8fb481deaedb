package heed.ledger.trend;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Counts once a minute what is settled. Of several servers one counts, the others pass.
@Component
class TrendJob {

    /// No transaction that writes the ledger is open so long after it drew its sequence; if one were, the trend would miss
    /// its entries.
    private static final Duration SETTLED = Duration.ofMinutes(10);

    private final TrendStore store;
    private final TransactionTemplate transaction;
    private final Clock clock;

    TrendJob(TrendStore store, TransactionTemplate transaction, Clock clock) {
        this.store = store;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Scheduled(initialDelay = 1, fixedDelay = 1, timeUnit = TimeUnit.MINUTES)
    void count() {
        count(clock.instant().minus(SETTLED));
    }

    /// Counts what was recorded before a moment.
    void count(Instant settled) {
        boolean more = true;
        while (more) {
            more = Boolean.TRUE.equals(transaction.execute(_ -> store.count(settled)));
        }
    }
}
