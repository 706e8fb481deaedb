package heed.ledger;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Undo (semantics §1): the entry leaves its fold, all others stay. Never the opposite choice.
///
/// One transaction: the entry is named in `voids`, the owners of what it changed refold (see [EntryVoided]), and an
/// entry of kind `voided` records from → to and the reason.
@Component
public class Voiding {

    private static final String ONLY_AFTER = "onlyAfter";

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

    /// Writes into the evidence of an opt-out that it sets again what the opt-in `first` of the same form cleared. Voided
    /// alone, it would open what the person closed before; so it is voided only after that one.
    public static void onlyAfter(long first, ObjectNode evidence) {
        evidence.put(ONLY_AFTER, first);
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
        return voidAll(Set.of(seq), actor, source, reason, confirmed);
    }

    /// The same for what one form recorded: all of these entries or, where one cannot be, none. The answer is that of
    /// the newest.
    ///
    /// @throws IllegalArgumentException for no entry at all
    public Outcome voidAll(Set<Long> seqs, Actor actor, Source source, String reason, boolean confirmed) {
        return voidAll(seqs, actor, source, reason, JsonNodeFactory.instance.objectNode(), confirmed);
    }

    /// The same with more proof than the reason alone.
    ///
    /// @param evidence what every entry of the undo keeps beside it
    /// @throws IllegalArgumentException for no entry at all
    public Outcome voidAll(Set<Long> seqs, Actor actor, Source source, String reason, ObjectNode evidence,
            boolean confirmed) {
        if (seqs.isEmpty()) {
            throw new IllegalArgumentException("nothing to void");
        }
        Outcome outcome = transaction.execute(tx -> {
            Outcome done = voidAll(new TreeSet<>(seqs),
                    Entry.of(Kind.VOIDED, now(), actor, source).evidence(evidence).reason(reason), confirmed);
            if (!(done instanceof Outcome.Voided)) {
                tx.setRollbackOnly();
            }
            return done;
        });
        return Objects.requireNonNull(outcome);
    }

    private Outcome voidAll(SortedSet<Long> seqs, Entry undo, boolean confirmed) {
        List<EntryVoided> events = new ArrayList<>();
        // First the entries, then what they changed: the order of every undo.
        for (long seq : seqs) {
            Optional<LedgerEntry> entry = entries.find(seq);
            if (entry.isEmpty()) {
                return new Outcome.Unknown();
            }
            Optional<String> never = entry.get().kind().notVoidable();
            if (never.isPresent()) {
                return new Outcome.Refused("Entry %d (%s) cannot be voided: %s.".formatted(seq,
                        entry.get().kind().code(), never.get()));
            }
            Optional<Long> first = standingBefore(entry.get());
            if (first.isPresent()) {
                return new Outcome.Refused(
                        ("Entry %1$d stands for an opt-out that entry %2$d of the same form cleared: "
                                + "undo the whole form, entry %2$d first.").formatted(seq, first.get()));
            }
            long by = ledger.draw();
            if (!voids.add(seq, by)) {
                return new Outcome.Refused("Entry %d is voided already.".formatted(seq));
            }
            events.add(new EntryVoided(entry.get(), by, undo.at()));
        }
        events.forEach(owners::publishEvent);
        return record(events, undo, confirmed);
    }

    /// The opt-in of the same form that is to be voided before this entry and stands yet.
    private Optional<Long> standingBefore(LedgerEntry entry) {
        // A caller of the API may write what it likes into its evidence: only what a form can have recorded counts.
        return Optional.of(entry.evidence().path(ONLY_AFTER)).filter(JsonNode::isIntegralNumber)
                .filter(JsonNode::canConvertToLong).flatMap(seq -> entries.find(seq.longValue()))
                .filter(first -> first.kind() == Kind.OPT_IN && first.voidedBy() == null
                        && first.at().equals(entry.at()) && first.actor().equals(entry.actor())
                        && Objects.equals(first.touched().profileId(), entry.touched().profileId()))
                .map(LedgerEntry::seq);
    }

    private Outcome record(List<EntryVoided> events, Entry undo, boolean confirmed) {
        List<String> lifted = events.stream().flatMap(event -> event.lifted().stream()).distinct().toList();
        if (!lifted.isEmpty() && !confirmed) {
            return new Outcome.Refused("This lifts %s; it needs confirm: true.".formatted(String.join(", ", lifted)));
        }
        events.forEach(event -> ledger.append(event.voidedBy(), undo.voiding(event.entry().seq())
                .touching(without(event.entry().touched())).change(event.from(), event.to())));
        return new Outcome.Voided(answer(events.getLast()));
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
