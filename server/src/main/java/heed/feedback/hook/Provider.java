package heed.feedback.hook;

import heed.feedback.Incoming;
import heed.feedback.work.FeedbackReader;
import java.util.List;
import java.util.Set;

/// A provider's webhook: how it proves who it is, how it is cut, and what its events mean.
interface Provider extends FeedbackReader {

    /// The last part of the path, and the sender of its events.
    String code();

    /// Is there a secret to check it with?
    boolean isOpen();

    /// Did the provider send it?
    boolean isGenuine(HookRequest request);

    /// Its events, each as it came. What cannot be cut is one event.
    List<Incoming> events(HookRequest request);

    /// What is to be done once its events are kept.
    ///
    /// @throws heed.web.Problem 503 where it cannot be done now: then the provider sends it again, and nothing is kept twice
    default void kept(HookRequest request) {
    }

    @Override
    default Set<String> senders() {
        return Set.of(code());
    }
}
