package heed.feedback.work;

import heed.feedback.StoredFeedback;
import java.util.Set;

/// Reads what certain senders say. Pure: the same bytes give the same verdict.
public interface FeedbackReader {

    /// The codes of the senders it reads.
    Set<String> senders();

    /// What the item means. Whatever the bytes are, there is an answer: what cannot be read is `failed`.
    Verdict read(StoredFeedback item);
}
