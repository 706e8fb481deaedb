package heed.feedback.work;

import heed.feedback.InboxStore;
import heed.feedback.StoredFeedback;
import heed.feedback.storm.Storm;
import heed.feedback.storm.Storm.State;
import heed.feedback.storm.Storms;
import heed.feedback.work.Acting.Extra;
import heed.ledger.Actor;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/// Carries decisions about storms out, so many items at a time, each step a transaction; what is open too long is
/// confirmed. Several servers do no harm: a step locks its storm.
@Component
class StormJob {

    private static final Logger LOG = LoggerFactory.getLogger(StormJob.class);
    private static final int STEP = 200;

    private final Storms storms;
    private final InboxStore inbox;
    private final Understanding understanding;
    private final Acting acting;
    private final TransactionTemplate transaction;
    private final Clock clock;

    StormJob(Storms storms, InboxStore inbox, Understanding understanding, Acting acting,
            TransactionTemplate transaction, Clock clock) {
        this.storms = storms;
        this.inbox = inbox;
        this.understanding = understanding;
        this.acting = acting;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 1_000, initialDelay = 3_000)
    void run() {
        try {
            storms.overdue(clock.instant()).forEach(id -> storms.confirm(id, Actor.SYSTEM, "nobody decided in time"));
            storms.decided().forEach(this::carryOut);
        } catch (DataAccessException | TransactionException e) {
            LOG.debug("Decisions about storms wait: {}", e.getClass().getSimpleName());
        }
    }

    @Scheduled(fixedDelay = 3_600_000, initialDelay = 180_000)
    void purge() {
        storms.purge(clock.instant());
    }

    private void carryOut(Storm storm) {
        boolean more = true;
        while (more) {
            more = Boolean.TRUE.equals(Objects.requireNonNull(transaction.execute(_ -> step(storm))));
        }
    }

    private boolean step(Storm storm) {
        boolean confirm = storm.state() == State.CONFIRMING;
        List<Long> next = storms.next(storm.id(), STEP);
        Actor actor = new Actor(Objects.requireNonNullElse(storm.actor(), Actor.SYSTEM.text()));
        String reason = "storm " + storm.id() + (confirm ? " confirmed" : " dropped")
                + (storm.reason() == null ? "" : ": " + storm.reason());
        for (long item : next) {
            settle(inbox.lock(item).orElseThrow(), confirm, new Extra(actor, reason, storm.id()));
        }
        if (next.isEmpty()) {
            storms.reached(storm.id(), 0, confirm ? State.CONFIRMED : State.DROPPED);
            return false;
        }
        storms.reached(storm.id(), next.getLast(), storm.state());
        return true;
    }

    private void settle(StoredFeedback item, boolean counts, Extra extra) {
        if (counts) {
            acting.again(new Understood(item, understanding.of(item)), extra);
        } else {
            acting.drop(item.id(), extra);
        }
    }
}
