package heed.feedback.work;

import heed.feedback.FeedbackState;
import heed.feedback.Meaning;
import heed.feedback.Outcome;
import heed.feedback.StoredFeedback;
import heed.feedback.work.Verdict.Whom;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An item and what it means.
record Understood(StoredFeedback item, Verdict verdict) {

    /// What its turn is, once it is applied.
    int turn() {
        return item.turn() + 1;
    }

    /// Is it a wish not to be contacted, for a person's switches?
    boolean isUnsubscribe() {
        return verdict.type() == Meaning.UNSUBSCRIBE;
    }

    /// What is written beside it.
    ///
    /// @param held whether it holds an address
    /// @param problem what could not be done, or null
    Outcome outcome(boolean held, @Nullable String problem, Instant now) {
        Whom whom = verdict.link();
        FeedbackState state = problem != null && isUnsubscribe() ? FeedbackState.FAILED : verdict.state();
        return new Outcome(item.id(), state, turn(), verdict.type(), verdict.reason(),
                verdict.enhancedCode(), verdict.pattern(), verdict.text(),
                verdict.error() == null ? problem : verdict.error(), verdict.channel(), verdict.recipients(),
                whom == null || whom.delivery() == 0 ? null : whom.delivery(),
                whom == null || whom.profile() == 0 ? null : whom.profile(), held, now);
    }
}
