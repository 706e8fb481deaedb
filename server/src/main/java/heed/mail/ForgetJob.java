package heed.mail;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Empties the outbox of what is long done, once a day: it holds addresses and words to people, and the ledger keeps what
/// proves their choices. Two servers that do so at the same time do no harm.
@Component
class ForgetJob {

    private static final int CHUNK = 5_000;

    private final OutboxStore store;
    private final Duration keep;
    private final Clock clock;

    ForgetJob(OutboxStore store, MailSettings settings, Clock clock) {
        this.store = store;
        this.keep = settings.mailKeep();
        this.clock = clock;
    }

    @Scheduled(cron = "0 52 3 * * *", zone = "UTC")
    void forget() {
        Instant before = clock.instant().minus(keep);
        int forgotten = CHUNK;
        while (forgotten == CHUNK) {
            forgotten = store.forgetBefore(before, CHUNK);
        }
    }
}
