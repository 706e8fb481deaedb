package heed.mail;

import java.time.Clock;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Takes messages to send, each in the transaction of what it tells of.
@Component
public class Outbox {

    private final OutboxStore store;
    private final Clock clock;

    Outbox(OutboxStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /// Takes a message, to be sent once the caller's transaction is committed.
    ///
    /// @return false where a message with the same `once` was taken before: nothing was added
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean add(OutgoingMail mail) {
        return store.insert(mail, clock.instant());
    }
}
