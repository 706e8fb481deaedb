package heed.feedback;

import java.time.Clock;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Keeps what comes in, as it came; whoever sent it may be told so after the commit, never before.
///
/// What came before under the same id is not kept again: it has the id of the first.
@Component
public class Inbox {

    private final InboxStore store;
    private final ApplicationEventPublisher others;
    private final Clock clock;

    Inbox(InboxStore store, ApplicationEventPublisher others, Clock clock) {
        this.store = store;
        this.others = others;
        this.clock = clock;
    }

    /// Stores these and answers their ids, in the same order.
    @Transactional
    public List<Long> take(List<Incoming> incoming) {
        if (incoming.isEmpty()) {
            return List.of();
        }
        List<Long> ids = store.insert(incoming, clock.instant());
        others.publishEvent(new FeedbackStored(incoming.size()));
        return ids;
    }

    /// Stores one and answers its id.
    @Transactional
    public long take(Incoming incoming) {
        return take(List.of(incoming)).getFirst();
    }
}
