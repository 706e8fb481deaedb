package heed.ledger;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/// Undo (semantics §1): the entry leaves its fold, all others stay. Never the opposite choice.
///
/// One transaction: the entry is named in `voids`, the owners of what it changed refold (see [EntryVoided]), and an
/// entry of kind `voided` records from → to and the reason.
@Component
public class Voiding {

    private final LedgerReadStore entries;
    private final LedgerStore ledger;
    private final VoidStore voids;
    private final ApplicationEventPublisher owners;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Voiding(LedgerReadStore entries, LedgerStore ledger, VoidStore voids, ApplicationEventPublisher owners,
            TransactionTemplate transaction, Clock clock) {
        this.entries = entries;
        this.ledger = ledger;
        this.voids = voids;
        this.owners = owners;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// What became of it.
    public sealed interface Outcome {

        /// Done.
        ///
        /// @param answer what the caller gets: for a choice, the answer of a choice
        record Voided(Object answer) implements Outcome {}

        /// There is no such entry.
        record Unknown() implements Outcome {}

        /// Nothing happened.
        ///
        /// @param why a sentence for the caller
        record Refused(String why) implements Outcome {}
    }

    /// Voids the entry `seq`. Without `confirmed`, an undo that lifts something restricting is refused.
    public Outcome voidEntry(long seq, Actor actor, Source source, String reason, boolean confirmed) {
        Outcome outcome = transaction.execute(tx -> {
            Optional<LedgerEntry> entry = entries.find(seq);
            return entry.isEmpty()
                    ? new Outcome.Unknown()
                    : voidEntry(entry.get(), Entry.of(Kind.VOIDED, now(), actor, source).reason(reason), confirmed, tx);
        });
        return Objects.requireNonNull(outcome);
    }

    private Outcome voidEntry(LedgerEntry entry, Entry undo, boolean confirmed, TransactionStatus tx) {
        Optional<String> never = entry.kind().notVoidable();
        if (never.isPresent()) {
            return new Outcome.Refused("Entry %d (%s) cannot be voided: %s.".formatted(entry.seq(),
                    entry.kind().code(), never.get()));
        }
        long by = ledger.draw();
        if (!voids.add(entry.seq(), by)) {
            return new Outcome.Refused("Entry %d is voided already.".formatted(entry.seq()));
        }
        EntryVoided event = new EntryVoided(entry, by, undo.at());
        owners.publishEvent(event);
        List<String> lifted = event.lifted();
        if (!lifted.isEmpty() && !confirmed) {
            tx.setRollbackOnly();
            return new Outcome.Refused("This lifts %s; it needs confirm: true.".formatted(String.join(", ", lifted)));
        }
        ledger.append(by,
                undo.voiding(entry.seq()).touching(without(entry.touched())).change(event.from(), event.to()));
        return new Outcome.Voided(answer(event));
    }

    private static Object answer(EntryVoided event) {
        @Nullable
        Supplier<Object> given = event.answer();
        return given == null ? Map.of("changed", event.anythingChanged(), "seq", event.voidedBy()) : given.get();
    }

    /// Whom the voided entry touched, the undo touches; the undo is no part of the import.
    private static Touched without(Touched touched) {
        return new Touched(touched.profileId(), touched.addressId(), touched.serviceId(), null, touched.profileIds(),
                touched.addressIds());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
