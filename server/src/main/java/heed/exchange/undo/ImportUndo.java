package heed.exchange.undo;

import heed.exchange.Import;
import heed.ledger.Actor;
import heed.ledger.Entry;
import heed.ledger.Kind;
import heed.ledger.LedgerStore;
import heed.ledger.Touched;
import heed.profile.ChoiceUndo;
import heed.quarantine.AddressUndo;
import heed.subscription.SubscriptionUndo;
import heed.web.Problem;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/// Undoes an import: voids exactly its choices and events, deletes the profiles it made that nothing touched since,
/// and gives those it changed back what they had, unless they changed again.
@Component
public class ImportUndo {

    private static final int STEP = 2_000;
    private static final JsonMapper JSON = new JsonMapper();

    private final ChoiceUndo choices;
    private final SubscriptionUndo subscriptions;
    private final AddressUndo addresses;
    private final ProfileUndo profiles;
    private final UndoCounts counts;
    private final LedgerStore ledger;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ImportUndo(ChoiceUndo choices, SubscriptionUndo subscriptions, AddressUndo addresses, ProfileUndo profiles,
            UndoCounts counts, LedgerStore ledger, PlatformTransactionManager transactions, Clock clock) {
        this.choices = choices;
        this.subscriptions = subscriptions;
        this.addresses = addresses;
        this.profiles = profiles;
        this.counts = counts;
        this.ledger = ledger;
        // Short transactions of their own, even where the request has one for its Idempotency-Key.
        this.transaction = new TransactionTemplate(transactions);
        this.transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.clock = clock;
    }

    /// Undoes it; when interrupted, asking again goes on. The counts are of all that was undone, before and after.
    ///
    /// @throws Problem 409 for one that still runs, kept nothing, or was undone
    public Undone undo(Import what, Actor actor, String reason) {
        return undo(new UndoAsk(what, actor, reason, _ -> {
        }));
    }

    Undone undo(UndoAsk ask) {
        Import what = ask.what();
        check(what);
        switch (what.kind()) {
            case PROFILES -> {
            }
            case OPT_OUTS -> choices(ask);
            case QUARANTINE -> addresses(ask);
            case SUBSCRIPTIONS -> subscriptions(ask);
        }
        restore(ask);
        delete(ask);
        Undone all = counts.of(what);
        transaction.executeWithoutResult(_ -> finish(ask, all));
        return all;
    }

    /// Can it be undone?
    ///
    /// @throws Problem as [#undo] does
    void check(Import what) {
        if (what.state() == Import.State.RUNNING) {
            throw Problem.conflict("the import is still running");
        }
        if (what.options().dryRun()) {
            throw Problem.conflict("a dry run kept nothing, there is nothing to undo");
        }
        if (what.undoneAt() != null) {
            throw Problem.conflict("the import was undone already");
        }
    }

    private void choices(UndoAsk ask) {
        ChoiceUndo.Step step = new ChoiceUndo.Step(0, true);
        while (step.more()) {
            long last = step.last();
            step = step(() -> choices.next(ask.what().id(), last, STEP, ask.actor(), ask.reason()));
            ask.done().accept(STEP);
        }
    }

    private void subscriptions(UndoAsk ask) {
        SubscriptionUndo.Step step = new SubscriptionUndo.Step(0, true);
        while (step.more()) {
            long last = step.last();
            step = step(() -> subscriptions.next(ask.what().id(), last, STEP, ask.actor(), ask.reason()));
            ask.done().accept(STEP);
        }
    }

    private void addresses(UndoAsk ask) {
        AddressUndo.Step step = new AddressUndo.Step(0, true);
        while (step.more()) {
            long last = step.last();
            step = step(() -> addresses.next(ask.what().id(), last, ask.actor(), ask.reason()));
            ask.done().accept(STEP);
        }
    }

    private void restore(UndoAsk ask) {
        int last = 0;
        while (true) {
            List<Previous> next = profiles.previous(ask.what().id(), last, STEP);
            if (next.isEmpty()) {
                return;
            }
            transaction.executeWithoutResult(_ -> profiles.restore(next, ask));
            ask.done().accept(next.size());
            last = next.getLast().profileId();
        }
    }

    private void delete(UndoAsk ask) {
        int[] created = profiles.created(ask.what().id());
        for (int from = 0; from < created.length; from += STEP) {
            int[] next = Arrays.copyOfRange(created, from, Math.min(from + STEP, created.length));
            transaction.executeWithoutResult(_ -> profiles.delete(next, ask));
            ask.done().accept(next.length);
        }
    }

    private <T> T step(Supplier<T> step) {
        return Objects.requireNonNull(transaction.execute(_ -> step.get()));
    }

    private void finish(UndoAsk ask, Undone done) {
        if (!profiles.finish(ask.what().id(), clock.instant())) {
            throw Problem.conflict("the import was undone already");
        }
        ledger.append(Entry.of(Kind.IMPORT_UNDONE, clock.instant(), ask.actor(), ask.actor().source())
                .touching(Touched.NOTHING.andImport(ask.what().id()))
                .change(null, JSON.valueToTree(done)).reason(ask.reason()));
    }
}
