package heed.mail;

import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Takes messages to send, each in the transaction of what it tells of.
///
/// A message to an address that gets nothing is taken too, `withheld`, so that people see why none came. Where no mail
/// server is set it is `kept`. Everything else is sent once the transaction is committed, at least once.
@Component
public class Outbox {

    private final OutboxStore store;
    private final AddressStanding standing;
    private final MailServer server;
    private final MailFrom from;
    private final SendJob job;
    private final Clock clock;

    Outbox(OutboxStore store, AddressStanding standing, MailServer server, MailFrom from, SendJob job, Clock clock) {
        this.store = store;
        this.standing = standing;
        this.server = server;
        this.from = from;
        this.job = job;
        this.clock = clock;
    }

    /// Takes a message, to be sent once the caller's transaction is committed.
    ///
    /// @return false where a message with the same `once` was taken before: nothing was added
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean add(OutgoingMail mail) {
        String reason = standing.against(mail.to()).orElse(null);
        MailState state = reason != null
                ? MailState.WITHHELD
                : server.now().isPresent() ? MailState.WAITING : MailState.KEPT;
        String messageId = "<" + UUID.randomUUID() + "@" + from.domain() + ">";
        boolean added = store.insert(mail, state, reason, messageId, clock.instant());
        if (added && state == MailState.WAITING) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    job.wake();
                }
            });
        }
        return added;
    }

    /// The number of the message that was taken with this `once`: what evidence names.
    public Optional<Long> idOf(String once) {
        return store.find(once);
    }
}
