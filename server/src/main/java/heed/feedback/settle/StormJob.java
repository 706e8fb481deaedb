package heed.feedback.settle;

import heed.feedback.InboxStore;
import heed.feedback.settle.Settling.Decision;
import heed.feedback.storm.Storm;
import heed.feedback.storm.Storm.State;
import heed.feedback.storm.Storms;
import heed.feedback.work.Outages;
import heed.ledger.Actor;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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
    private final Settling settling;
    private final TransactionTemplate transaction;
    private final Clock clock;

    StormJob(Storms storms, InboxStore inbox, Settling settling, TransactionTemplate transaction, Clock clock) {
        this.storms = storms;
        this.inbox = inbox;
        this.settling = settling;
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
            more = step(storm);
        }
    }

    /// Reaches the next items; false after the last.
    private boolean step(Storm storm) {
        try {
            return is(transaction.execute(_ -> all(storm)));
        } catch (RuntimeException e) {
            Outages.throwIfAway(e);
            LOG.error("A step of storm {} could not be carried out: {}; its items are taken one by one", storm.id(),
                    e.getClass().getSimpleName());
            return oneByOne(storm);
        }
    }

    private boolean all(Storm storm) {
        Optional<List<Long>> next = storms.next(storm, STEP);
        if (next.isEmpty()) {
            return false;
        }
        next.get().forEach(item -> settling.settle(item, Decision.of(storm)));
        if (next.get().isEmpty()) {
            storms.reached(storm.id(), 0, storm.state() == State.CONFIRMING ? State.CONFIRMED : State.DROPPED);
            return false;
        }
        storms.reached(storm.id(), next.get().getLast(), storm.state());
        return true;
    }

    /// One after the other, so that the one that cannot be settled is found, and fails alone.
    private boolean oneByOne(Storm storm) {
        boolean more = true;
        for (int i = 0; more && i < STEP; i++) {
            more = one(storm);
        }
        return true;
    }

    private boolean one(Storm storm) {
        Optional<Long> next = Objects.requireNonNull(transaction.execute(_ -> first(storm)));
        if (next.isEmpty()) {
            return false;
        }
        long item = next.get();
        try {
            reach(storm, item, () -> settling.settle(item, Decision.of(storm)));
        } catch (RuntimeException e) {
            Outages.throwIfAway(e);
            String why = "the decision about storm " + storm.id() + " could not be carried out: "
                    + e.getClass().getSimpleName();
            reach(storm, item, () -> inbox.failed(item, why));
        }
        return true;
    }

    private void reach(Storm storm, long item, Runnable act) {
        transaction.executeWithoutResult(_ -> {
            if (first(storm).filter(next -> next == item).isPresent()) {
                act.run();
                storms.reached(storm.id(), item, storm.state());
            }
        });
    }

    private Optional<Long> first(Storm storm) {
        return storms.next(storm, 1).flatMap(next -> next.stream().findFirst());
    }

    private static boolean is(@Nullable Boolean answer) {
        return Boolean.TRUE.equals(answer);
    }
}
