package heed.feedback.work;

import heed.feedback.FeedbackState;
import heed.feedback.Meaning;
import heed.feedback.Outcome;
import heed.feedback.StoredFeedback;
import heed.feedback.work.Acting.Extra;
import heed.feedback.work.Verdict.Said;
import heed.feedback.work.Verdict.Whom;
import heed.ledger.Source;
import heed.quarantine.AddressEvents.Told;
import heed.rules.quarantine.AddressEvent;
import heed.rules.quarantine.EventTime;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

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

    /// What is to be told of an address; empty for what is too old to lift anything (semantics §2).
    Optional<Told> told(Said said, int addressId, Extra extra) {
        Meaning counts = said.counts();
        Instant received = item.receivedAt();
        Instant stated = said.at();
        Whom whom = verdict.link();
        Long delivery = whom == null || whom.delivery() == 0 ? null : whom.delivery();
        // What nobody can tell yet may be a STOP: it is as old as one.
        AddressEvent.Type judged = counts == Meaning.UNCLEAR ? AddressEvent.Type.STOP : counts.event();
        return EventTime.judge(judged, stated == null ? received : stated, received)
                .map(at -> new AddressEvent(at, counts.event(), said.reason(), 0, 0, counts == Meaning.UNCLEAR,
                        item.eventId(), 0))
                .map(event -> new Told(addressId, event, said.text(), item.sender(), delivery, extra.by(this),
                        source(said, extra), evidence(said, delivery, extra)));
    }

    private Source source(Said said, Extra extra) {
        boolean text = switch (said.type()) {
            case STOP, START -> "sms".equals(item.way().code()) || verdict.reply() != null
                    || String.valueOf(verdict.pattern()).startsWith("keyword:");
            case HARD, SOFT, IGNORED, COMPLAINT, DELIVERED, UNSUBSCRIBE, UNCLEAR -> false;
        };
        return text && extra.actor() == null ? Source.SMS_KEYWORD : extra.by(this).source();
    }

    private ObjectNode evidence(Said said, @Nullable Long delivery, Extra extra) {
        ObjectNode evidence = JsonNodeFactory.instance.objectNode().put("feedback", Long.toString(item.id()))
                .put("type", said.counts().code());
        if (said.reason() != null) {
            evidence.put("errorReason", said.reason().code());
        }
        if (said.enhancedCode() != null) {
            evidence.put("enhancedCode", said.enhancedCode());
        }
        if (verdict.pattern() != null) {
            evidence.put("pattern", verdict.pattern());
        }
        if (delivery != null) {
            evidence.put("delivery", Long.toString(delivery));
        }
        if (extra.reason() != null) {
            evidence.put("reason", extra.reason());
        }
        return evidence;
    }
}
