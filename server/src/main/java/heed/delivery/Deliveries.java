package heed.delivery;

import heed.delivery.Delivery.Plan;
import heed.ledger.Actor;
import heed.ledger.Entry;
import heed.ledger.Kind;
import heed.ledger.LedgerStore;
import heed.web.Problem;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ObjectNode;

/// Makes, edits, deletes and brings back deliveries, each with its ledger entry in one transaction, and guards their states.
@Component
public class Deliveries {
    private final DeliveryStore store;
    private final AnalysisStore analyses;
    private final LedgerStore ledger;
    private final Clock clock;

    Deliveries(DeliveryStore store, AnalysisStore analyses, LedgerStore ledger, Clock clock) {
        this.store = store;
        this.analyses = analyses;
        this.ledger = ledger;
        this.clock = clock;
    }

    /// The delivery of an id.
    ///
    /// @throws Problem 404
    public Delivery get(long id) {
        return known(store.find(id));
    }

    /// Makes a draft.
    @Transactional
    public Delivery make(Plan plan, Actor actor) {
        long id = store.insert(plan);
        record(id, null, DeliveryView.body(plan), null, actor);
        return get(id);
    }

    /// Edits a delivery; what was analysed goes back to draft when the edit touches it. A body that changes nothing
    /// writes nothing.
    ///
    /// @throws Problem 404, 409 while it is prepared or after the hand-off began
    @Transactional
    public Delivery edit(long id, DeliveryParser parser, ObjectNode patch, Actor actor) {
        Delivery before = open(id);
        Plan plan = parser.patch(before.plan(), patch);
        if (plan.equals(before.plan())) {
            return before;
        }
        boolean kept = plan.sameAnalysis(before.plan());
        if (!kept) {
            analyses.delete(id);
        }
        store.update(id, plan, kept ? before.state() : DeliveryState.DRAFT);
        record(id, DeliveryView.body(before.plan()), DeliveryView.body(plan), null, actor);
        return get(id);
    }

    /// Deletes a delivery that nobody was handed off in, and its analysis with it. For thirty days it can be brought back.
    ///
    /// @param reason why, for the ledger; null where none was given
    /// @throws Problem 404, 409 while it is prepared or after the hand-off began
    @Transactional
    public void delete(long id, @Nullable String reason, Actor actor) {
        Delivery before = open(id);
        store.delete(id);
        record(id, DeliveryView.body(before.plan()), null, reason, actor);
    }

    /// Brings back a deleted delivery as it was, with its analysis.
    ///
    /// @param reason why, for the ledger
    /// @throws Problem 404 for one that is not deleted, or is gone for good
    @Transactional
    public Delivery restore(long id, String reason, Actor actor) {
        Delivery back = known(store.lockDeleted(id));
        store.restore(id);
        record(id, null, DeliveryView.body(back.plan()), reason, actor);
        return back;
    }

    /// The delivery, locked.
    ///
    /// @throws Problem 404
    public Delivery lock(long id) {
        return known(store.lock(id));
    }

    private Delivery open(long id) {
        Delivery delivery = lock(id);
        if (!delivery.state().open()) {
            throw Problem.conflict("the delivery is " + delivery.state().code() + "; only a draft or prepared one can"
                    + " be changed");
        }
        return delivery;
    }

    private void record(long id, @Nullable ObjectNode from, @Nullable ObjectNode to, @Nullable String reason,
            Actor actor) {
        Entry entry = Entry.of(Kind.DELIVERY_CHANGED, clock.instant(), actor, actor.source()).change(from, to)
                .reason(reason);
        entry.evidence().put("delivery", Long.toString(id));
        ledger.append(entry);
    }

    private static Delivery known(Optional<Delivery> delivery) {
        return delivery.orElseThrow(() -> Problem.notFound("no delivery has this id"));
    }
}
