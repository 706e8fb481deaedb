package heed.mail;

import heed.mail.Relay.Outcome;
import jakarta.mail.internet.InternetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/// Sends what is due, as soon as it is committed and every quarter of a minute besides.
///
/// A batch is claimed and the claim committed before anything is sent, each result is written down at once. Who dies in
/// between leaves a claim that runs out, and the message is sent again: at least once, never not at all. Several servers
/// on one database share the work.
///
/// Nothing here is ever sent because mail came in (R1): what may be sent is what [Outbox] was given.
@Component
class SendJob implements DisposableBean {

    /// Longer than a batch takes, were each of its messages to wait for every timeout.
    static final Duration CLAIM = Duration.ofMinutes(15);

    private static final Logger LOG = LoggerFactory.getLogger(SendJob.class);
    private static final int BATCH = 20;
    private static final long STOP_SECONDS = 10;
    /// How long messages wait that were not tried because the mail server was away.
    private static final Duration AWAY = Duration.ofMinutes(1);
    /// From then on a batch gives back what it did not come to.
    private static final Duration LONG = CLAIM.dividedBy(3);

    private final OutboxStore store;
    private final AddressStanding standing;
    private final MailServer server;
    private final MailFrom from;
    private final Clock clock;
    private final ReentrantLock sending = new ReentrantLock();
    private final AtomicBoolean wanted = new AtomicBoolean();
    private final AtomicBoolean away = new AtomicBoolean();
    private volatile boolean stopping;

    SendJob(OutboxStore store, AddressStanding standing, MailServer server, MailFrom from, Clock clock) {
        this.store = store;
        this.standing = standing;
        this.server = server;
        this.from = from;
        this.clock = clock;
    }

    /// There is something to send; returns at once.
    void wake() {
        if (!stopping && wanted.compareAndSet(false, true)) {
            Thread.ofVirtual().name("mail").start(this::woken);
        }
    }

    /// Sends what is due; when it returns nothing is, unless the mail server is away. One at a time.
    @Scheduled(initialDelay = 10, fixedDelay = 15, timeUnit = TimeUnit.SECONDS)
    void sendDue() {
        sending.lock();
        try {
            wanted.set(false);
            boolean more = true;
            while (more && !stopping) {
                more = sendSome();
            }
        } finally {
            sending.unlock();
        }
    }

    /// Lets the message under way end.
    @Override
    public void destroy() throws InterruptedException {
        stopping = true;
        if (sending.tryLock(STOP_SECONDS, TimeUnit.SECONDS)) {
            sending.unlock();
        }
    }

    private void woken() {
        try {
            sendDue();
        } catch (DataAccessException | TransactionException e) {
            // The database is away: what is committed there is found by the next round, which also tells of it.
        }
    }

    /// @return is there more to do?
    private boolean sendSome() {
        Instant now = clock.instant();
        Optional<SmtpServer> known = server.now();
        if (known.isEmpty()) {
            store.keepDue(now);
            return false;
        }
        List<StoredMail> claimed = store.claim(now, now.plus(CLAIM), BATCH);
        try (Relay relay = new Relay(known.get(), from.domain())) {
            int tried = 0;
            boolean there = true;
            while (there && tried < claimed.size() && !stopping && clock.instant().isBefore(now.plus(LONG))) {
                there = send(relay, claimed.get(tried++));
            }
            if (tried < claimed.size()) {
                store.release(claimed.subList(tried, claimed.size()), there ? now : now.plus(AWAY));
            }
            return there && !claimed.isEmpty();
        }
    }

    /// @return is the mail server there?
    private boolean send(Relay relay, StoredMail mail) {
        String reason = standing.against(mail.mail().to()).orElse(null);
        if (reason != null) {
            settle(mail, MailState.WITHHELD, null, reason);
            return true;
        }
        if (BackOff.isOver(mail.attempts())) {
            settle(mail, MailState.FAILED, mail.lastError(), null);
            return true;
        }
        InternetAddress sender = from.address();
        Outcome outcome = relay.send(mail, sender, standing.deliverable(mail.mail().to()), clock.instant());
        switch (outcome) {
            case Outcome.Sent _ -> settle(mail, MailState.SENT, null, null);
            case Outcome.Refused(String why) -> settle(mail, MailState.FAILED, why, null);
            case Outcome.Later(String why) -> later(mail, why);
            case Outcome.Away(String why) -> later(mail, why);
        }
        boolean there = !(outcome instanceof Outcome.Away);
        tell(there);
        return there;
    }

    private void later(StoredMail mail, String why) {
        Optional<Duration> wait = BackOff.after(mail.attempts());
        Instant now = clock.instant();
        store.settle(mail, wait.isPresent() ? MailState.WAITING : MailState.FAILED,
                now.plus(wait.orElse(Duration.ZERO)),
                why, null, now);
    }

    private void settle(StoredMail mail, MailState state, @Nullable String error, @Nullable String reason) {
        Instant now = clock.instant();
        store.settle(mail, state, now, error, reason, now);
    }

    /// Once when it goes away, once when it is back: each attempt's own words stand in the outbox.
    private void tell(boolean there) {
        if (there && away.compareAndSet(true, false)) {
            LOG.info("The mail server is there again");
        } else if (!there && away.compareAndSet(false, true)) {
            LOG.warn("The mail server cannot be used; messages wait, and the console's Outbox says why");
        }
    }
}
