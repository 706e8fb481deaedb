package heed.feedback.work;

import heed.feedback.FeedbackItem;
import heed.feedback.FeedbackState;
import heed.feedback.InboxStore;
import heed.feedback.Meaning;
import heed.feedback.StoredFeedback;
import heed.feedback.storm.Storms;
import heed.feedback.work.Acting.Extra;
import heed.feedback.work.Verdict.Said;
import heed.ledger.Actor;
import heed.quarantine.Address;
import heed.quarantine.AddressParser;
import heed.rules.Channel;
import heed.rules.address.Canonicalised.Canonical;
import heed.rules.quarantine.ErrorReason;
import heed.web.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Looks at an item again: by the patterns of today, or by a person's decision. What it did before is voided and what it
/// says now is done, in one transaction, so that no address is open in between; where both are the same, nothing is
/// recorded.
@Component
public class Revision {

    private final InboxStore inbox;
    private final Understanding understanding;
    private final Acting acting;
    private final Unsubscribing unsubscribing;
    private final Words words;
    private final AddressParser parser;
    private final Storms storms;

    Revision(InboxStore inbox, Understanding understanding, Acting acting, Unsubscribing unsubscribing, Words words,
            AddressParser parser, Storms storms) {
        this.inbox = inbox;
        this.understanding = understanding;
        this.acting = acting;
        this.unsubscribing = unsubscribing;
        this.words = words;
        this.parser = parser;
        this.storms = storms;
    }

    /// What a person decides.
    ///
    /// @param type what it means after all
    /// @param reason why, or null
    /// @param words the person's reason, or null
    /// @param confirmed whether marks may be cleared: with a reason, as wherever a mark is cleared (semantics §2)
    public record Decision(Meaning type, @Nullable ErrorReason reason, @Nullable String words, boolean confirmed) {}

    /// Understands it again; answers whether anything differs.
    ///
    /// @param confirmed whether marks may be cleared: with a reason, as wherever a mark is cleared (semantics §2)
    /// @throws Problem 404 for an unknown one, 409 where it would clear a mark unconfirmed, 400 where that has no reason
    @Transactional
    public boolean replay(long id, Actor actor, @Nullable String reason, boolean confirmed) {
        if (confirmed && (reason == null || reason.isBlank())) {
            throw Problem.badRequest("reason", "is missing: it may clear a mark");
        }
        words.refresh();
        StoredFeedback item = lock(id);
        Understood one = new Understood(item, understanding.of(item));
        return acting.again(one.isUnsubscribe() ? unsubscribing.apply(one) : one,
                new Extra(actor, reason, confirmed, false));
    }

    /// Decides what nobody could tell: what was held is held no more.
    ///
    /// @throws Problem 404 for an unknown one, 400 for START or a confirmation without a reason, 409 for one that waits for
    ///         nobody or where it would clear a mark unconfirmed, 422 for one that names nobody
    @Transactional
    public void decide(long id, Decision decision, Actor actor) {
        StoredFeedback item = lock(id);
        FeedbackItem shown = inbox.find(id).orElseThrow();
        if (shown.state() != FeedbackState.REVIEW && shown.state() != FeedbackState.FAILED) {
            throw Problem.conflict("this feedback waits for no decision: it is " + shown.state().code());
        }
        List<Said> said = said(shown, item, decision);
        if ((decision.type() == Meaning.START || decision.confirmed()) && decision.words() == null) {
            throw Problem.badRequest("reason", "is missing: it may clear a mark");
        }
        if (said.isEmpty() && decision.type() != Meaning.IGNORED) {
            throw Problem.unprocessable("this feedback names no address that could be read");
        }
        ErrorReason reason = decision.reason() == null ? TypedReader.usual(decision.type()) : decision.reason();
        Verdict verdict = new Verdict(FeedbackState.CLASSIFIED, decision.type(), reason, shown.enhancedCode(),
                "decision",
                shown.text(), null, shown.channel(), shown.recipients(), said, understanding.of(item).link(), null);
        acting.again(new Understood(item, verdict), new Extra(actor, decision.words(), decision.confirmed(), true));
    }

    private List<Said> said(FeedbackItem shown, StoredFeedback item, Decision decision) {
        ErrorReason reason = decision.reason() == null ? TypedReader.usual(decision.type()) : decision.reason();
        List<Said> before = understanding.of(item).said();
        Instant at = before.isEmpty() ? null : before.getFirst().at();
        Channel channel = shown.channel();
        List<Said> said = new ArrayList<>();
        if (channel == null) {
            return said;
        }
        for (String one : shown.recipients()) {
            if (parser.parse(channel, one, null) instanceof Canonical(String canonical)) {
                said.add(new Said(new Address(channel, canonical), decision.type(), reason, shown.enhancedCode(),
                        shown.text(), at));
            }
        }
        return decision.type() == Meaning.IGNORED ? said : blamed(said, before);
    }

    /// Without whom the item itself says nothing against, as those whom the same report calls delivered; all, where that is
    /// everybody.
    private static List<Said> blamed(List<Said> said, List<Said> before) {
        Set<Address> innocent = before.stream().filter(one -> one.counts() == Meaning.IGNORED).map(Said::address)
                .collect(Collectors.toSet());
        List<Said> blamed = said.stream().filter(one -> !innocent.contains(one.address())).toList();
        return blamed.isEmpty() ? said : blamed;
    }

    private StoredFeedback lock(long id) {
        storms.lockOf(id);
        return inbox.lock(id).orElseThrow(() -> Problem.notFound("there is no such feedback"));
    }
}
