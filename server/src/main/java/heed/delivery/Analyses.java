package heed.delivery;

import heed.delivery.Delivery.Plan;
import heed.ledger.Actor;
import heed.web.Problem;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Begins analyses and tells how far they are, for programs and operators alike.
@Component
public class Analyses {
    /// How long a click waits: most analyses are done by then, and the page shows their result at once.
    private static final Duration BLINK = Duration.ofMillis(100);

    private final Deliveries deliveries;
    private final DeliveryStore store;
    private final AnalysisStore analyses;
    private final Preparation preparation;
    private final Analyser analyser;
    private final TransactionTemplate transaction;

    Analyses(Deliveries deliveries, DeliveryStore store, AnalysisStore analyses, Preparation preparation,
            Analyser analyser, TransactionTemplate transaction) {
        this.deliveries = deliveries;
        this.store = store;
        this.analyses = analyses;
        this.preparation = preparation;
        this.analyser = analyser;
        this.transaction = transaction;
    }

    /// What a request for an analysis found or began.
    ///
    /// @param analysis its id
    /// @param toRun what is to be analysed; null where the analysis runs already
    record Begun(long analysis, @Nullable Plan toRun) {}

    /// Prepares a delivery; where an analysis runs already, that one goes on. Returns soon, done or not.
    ///
    /// @throws Problem 404, 409 after the hand-off began
    public void prepare(long id, Actor actor) {
        Begun begun = Objects.requireNonNull(transaction.execute(_ -> begin(id)));
        run(id, begun, actor);
        preparation.await(begun.analysis(), BLINK);
    }

    /// The delivery's analysis, without bitmaps; one that runs says how far it is.
    public Optional<Analysis> find(long id) {
        return analyses.find(id).map(analyser::withLoading);
    }

    /// Begins an analysis in the caller's transaction, or finds the one that runs.
    ///
    /// @throws Problem 404, 409 after the hand-off began
    Begun begin(long id) {
        Delivery delivery = deliveries.lock(id);
        if (delivery.state() == DeliveryState.PREPARING) {
            return new Begun(found(id).id(), null);
        }
        if (!delivery.state().open()) {
            throw Problem.conflict("the delivery is " + delivery.state().code() + "; it cannot be prepared again");
        }
        store.state(id, DeliveryState.PREPARING);
        long analysis = analyses.begin(id);
        preparation.begins(id, analysis);
        return new Begun(analysis, delivery.plan());
    }

    /// Sets going what was begun, after the commit.
    void run(long id, Begun begun, Actor actor) {
        if (begun.toRun() != null) {
            preparation.start(id, begun.analysis(), begun.toRun(), actor);
        }
    }

    /// The same as [#find].
    ///
    /// @throws Problem 404 where there is none
    Analysis found(long id) {
        return find(id).orElseThrow(() -> Problem.notFound("the delivery has no analysis"));
    }
}
