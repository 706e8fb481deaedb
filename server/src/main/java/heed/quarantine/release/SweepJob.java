package heed.quarantine.release;

import heed.ledger.Actor;
import heed.ledger.Source;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Sweeps once a day. Two servers that sweep at the same time do no harm: what one wrote, the other finds written.
@Component
class SweepJob {

    private static final Logger LOG = LoggerFactory.getLogger(SweepJob.class);

    private final Sweep sweep;

    SweepJob(Sweep sweep) {
        this.sweep = sweep;
    }

    @Scheduled(cron = "0 37 3 * * *", zone = "UTC")
    void sweep() {
        LOG.info("{} addresses with soft errors are valid again", sweep.sweep(Actor.SYSTEM, Source.SYSTEM));
    }
}
