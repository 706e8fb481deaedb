package heed.feedback.work;

import heed.feedback.StoredFeedback;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Gives every item to the reader of its sender. A bug of a reader fails the one item, which stays visible and can be
/// replayed, and never holds up the others.
@Component
public class Understanding {

    private static final Logger LOG = LoggerFactory.getLogger(Understanding.class);

    private final Map<String, FeedbackReader> readers = new HashMap<>();

    Understanding(List<FeedbackReader> readers) {
        readers.forEach(reader -> reader.senders().forEach(sender -> this.readers.put(sender, reader)));
    }

    /// What the item means.
    public Verdict of(StoredFeedback item) {
        FeedbackReader reader = readers.get(item.sender());
        if (reader == null) {
            return Verdict.failed("nobody reads what comes from " + item.sender());
        }
        try {
            return reader.read(item);
        } catch (RuntimeException bug) {
            // Its message may hold an address: the log gets the class and the place.
            LOG.error("Feedback {} of {} could not be read: {} at {}", item.id(), item.sender(),
                    bug.getClass().getName(), bug.getStackTrace().length == 0 ? "?" : bug.getStackTrace()[0]);
            return Verdict.failed("could not be read: " + bug.getClass().getSimpleName());
        }
    }
}
