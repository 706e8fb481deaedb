package heed.delivery.analysis.index;

import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/// Loads the index at the start, and keeps it in its file: after a load, every quarter of an hour if anything
/// changed, and at the end. A file that cannot be written costs the next start a full load, nothing else.
@Component
class SnapshotJob {
    private static final Logger LOG = LoggerFactory.getLogger(SnapshotJob.class);

    private final ProfileIndex index;

    SnapshotJob(ProfileIndex index) {
        this.index = index;
    }

    /// Loads while nobody waits for it yet.
    @EventListener(ApplicationReadyEvent.class)
    void loadAhead() {
        Thread.startVirtualThread(() -> {
            try {
                index.catchUp();
            } catch (DataAccessException | TransactionException failed) {
                LOG.warn("The profile index could not be loaded ahead; the first question tries again", failed);
                return;
            }
            keep();
        });
    }

    /// For [ProfileIndex#askUnchanged].
    @Scheduled(initialDelay = 1, fixedDelay = 1, timeUnit = TimeUnit.SECONDS)
    void follow() {
        index.catchUpIfBehind();
    }

    @Scheduled(initialDelay = 15, fixedDelay = 15, timeUnit = TimeUnit.MINUTES)
    @PreDestroy
    void keep() {
        try {
            index.keep();
        } catch (IOException | DataAccessException failed) {
            LOG.warn("The profile index could not be kept in its snapshot file", failed);
        }
    }
}
