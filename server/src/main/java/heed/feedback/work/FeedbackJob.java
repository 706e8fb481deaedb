package heed.feedback.work;

import heed.feedback.FeedbackStored;
import heed.feedback.InboxStore;
import heed.feedback.StoredFeedback;
import heed.web.Problem;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;

/// Works the inbox off, oldest first: each batch is one transaction that takes its items for itself, understands them and
/// does what they say. A server that dies leaves a batch done or waiting; several servers share the work.
///
/// On a platform thread: reading mail is work for a processor, and must not hold the threads that answer requests.
@Component
class FeedbackJob implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(FeedbackJob.class);
    private static final int BATCH = 500;
    private static final long BYTES = 16_000_000;
    private static final long STOP_SECONDS = 10;

    private final InboxStore inbox;
    private final Understanding understanding;
    private final Acting acting;
    private final Unsubscribing unsubscribing;
    private final Words words;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final ExecutorService worker = Executors
            .newSingleThreadExecutor(Thread.ofPlatform().name("feedback").daemon().factory());
    private final AtomicBoolean woken = new AtomicBoolean();
    private volatile boolean stopping;

    FeedbackJob(InboxStore inbox, Understanding understanding, Acting acting, Unsubscribing unsubscribing, Words words,
            TransactionTemplate transaction, Clock clock) {
        this.inbox = inbox;
        this.understanding = understanding;
        this.acting = acting;
        this.unsubscribing = unsubscribing;
        this.words = words;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// What a batch came to.
    ///
    /// @param taken how many it took
    /// @param wishes those that are for a person's switches, each in a transaction of its own
    private record Batch(int taken, List<Long> wishes) {}

    /// Something came in: it is worked off at once.
    @TransactionalEventListener(fallbackExecution = true)
    void stored(FeedbackStored event) {
        wake();
    }

    /// Looks again, for what another server stored or an outage left.
    @Scheduled(fixedDelay = 1_000, initialDelay = 2_000)
    void wake() {
        if (!stopping && woken.compareAndSet(false, true)) {
            worker.execute(this::run);
        }
    }

    @Override
    public void destroy() throws InterruptedException {
        stopping = true;
        worker.shutdown();
        if (!worker.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
            worker.shutdownNow();
        }
    }

    private void run() {
        woken.set(false);
        try {
            words.refresh();
            boolean more = true;
            while (more && !stopping) {
                more = step();
            }
        } catch (DataAccessException | TransactionException e) {
            // The outage itself is told by heed.web.outage; what waits, waits.
            LOG.debug("The feedback inbox waits: {}", e.getClass().getSimpleName());
        }
    }

    /// Works a batch off; false when nothing waits.
    private boolean step() {
        try {
            return all();
        } catch (RuntimeException e) {
            Outages.throwIfAway(e);
            LOG.error("A batch of feedback could not be applied: {}; its items are taken one by one",
                    e.getClass().getSimpleName());
            return oneByOne();
        }
    }

    private boolean all() {
        Batch batch = Objects.requireNonNull(transaction.execute(_ -> batch()));
        batch.wishes().forEach(this::alone);
        return batch.taken() > 0;
    }

    private Batch batch() {
        List<StoredFeedback> items = inbox.claim(BATCH, BYTES);
        List<Understood> plain = new ArrayList<>();
        List<Long> wishes = new ArrayList<>();
        for (StoredFeedback item : items) {
            Understood one = new Understood(item, understanding.of(item));
            if (one.isUnsubscribe()) {
                wishes.add(item.id());
            } else {
                plain.add(one);
            }
        }
        if (!plain.isEmpty()) {
            acting.apply(plain);
        }
        return new Batch(items.size(), wishes);
    }

    /// One after the other, so that the one that cannot be applied is found, and fails alone.
    private boolean oneByOne() {
        for (int i = 0; i < BATCH; i++) {
            // Its id is kept: what is the oldest a moment later may be another.
            Optional<Long> next = Objects.requireNonNull(transaction.execute(
                    _ -> inbox.claim(1, 0).stream().map(StoredFeedback::id).findFirst()));
            if (next.isEmpty()) {
                return false;
            }
            alone(next.get());
        }
        return true;
    }

    /// Applies one, if it still waits; what cannot be applied fails, so that what is behind it is heard.
    private void alone(long id) {
        try {
            transaction.executeWithoutResult(_ -> inbox.lockWaiting(id).ifPresent(item -> {
                Understood one = new Understood(item, understanding.of(item));
                acting.apply(List.of(one.isUnsubscribe() ? unsubscribing.apply(one) : one));
            }));
        } catch (Problem refused) {
            fail(id, String.valueOf(refused.getMessage()));
        } catch (RuntimeException e) {
            Outages.throwIfAway(e);
            fail(id, "could not be applied: " + e.getClass().getSimpleName());
        }
    }

    private void fail(long id, String why) {
        transaction.executeWithoutResult(_ -> inbox.lockWaiting(id).ifPresent(item -> fail(item, why)));
    }

    private void fail(StoredFeedback item, String why) {
        inbox.write(List.of(new Understood(item, Verdict.failed(why)).outcome(false, null, clock.instant())));
    }
}
