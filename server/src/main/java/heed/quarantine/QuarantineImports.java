package heed.quarantine;

import heed.ledger.Actor;
import heed.ledger.Entry;
import heed.ledger.Kind;
import heed.ledger.LedgerStore;
import heed.ledger.Source;
import heed.ledger.Touched;
import heed.rules.AddressStatus;
import heed.rules.quarantine.AddressEvent;
import heed.rules.quarantine.AddressState;
import heed.rules.quarantine.ErrorPart;
import heed.rules.quarantine.ErrorReason;
import heed.rules.quarantine.Mark;
import heed.rules.quarantine.QuarantineLimits;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Takes the rows of imports of quarantine, some ten thousand at a time. An import only raises: a row that would lower
/// a status or clear a mark is rejected (semantics §2).
///
/// Works in the caller's transaction, with a handful of statements for any number of rows and one ledger entry for
/// them; a second one only where a batch has two rows on one address.
@Component
public class QuarantineImports {

    private final AddressStore addresses;
    private final AddressEventStore store;
    private final AddressEvents events;
    private final LedgerStore ledger;
    private final QuarantineLimits limits;
    private final Clock clock;

    QuarantineImports(AddressStore addresses, AddressEventStore store, AddressEvents events, LedgerStore ledger,
            QuarantineSettings settings, Clock clock) {
        this.addresses = addresses;
        this.store = store;
        this.events = events;
        this.ledger = ledger;
        this.limits = settings.limits();
        this.clock = clock;
    }

    /// A row of the file.
    ///
    /// @param address in its canonical form
    /// @param errorCount how many errors to start with; 0: one
    /// @param at when it counts: the row's own time ([heed.rules.optout.ChoiceTime#judge] has been asked), else the
    ///         time the import was accepted
    public record Row(Address address, AddressStatus status, @Nullable ErrorReason errorReason,
            @Nullable String errorText, int errorCount, Instant at) {

        AddressEvent event(long seq) {
            // The same row of another run of the same file is the same event.
            return new AddressEvent(at, OperatorStatus.Request.type(status), errorReason, errorCount, 0, false,
                    "import " + status.code() + " " + at, seq);
        }
    }

    /// What became of a row.
    public sealed interface Result {

        /// It counts.
        ///
        /// @param created whether the address had no events before
        record Applied(boolean created) implements Result {}

        /// It says nothing that was not known.
        record Unchanged() implements Result {}

        /// It would lower the status or clear a mark.
        ///
        /// @param reason a sentence for the error file
        record Rejected(String reason) implements Result {}
    }

    /// Takes these rows in the order given; results come in the same order.
    @Transactional(propagation = Propagation.MANDATORY)
    public List<Result> apply(List<Row> rows, Actor actor, @Nullable Long importId) {
        Map<Address, Integer> ids = addresses.resolve(addressesOf(rows));
        Plan plan = new Plan(ids, events.open(ids.values()));
        List<Result> results = rows.stream().map(plan::take).toList();
        List<NewAddressEvent> told = new ArrayList<>();
        for (List<Planned> round : plan.rounds) {
            long seq = ledger.append(entry(round, actor, importId));
            round.forEach(p -> told.add(new NewAddressEvent(p.addressId(), p.row().event(seq), p.row().errorText(),
                    Source.IMPORT.code(), null)));
        }
        events.append(told);
        return results;
    }

    /// What the same rows would come to; nothing is written.
    public List<Result> tryOut(List<Row> rows) {
        Map<Address, Integer> ids = addresses.find(addressesOf(rows));
        Map<Integer, AddressHistory> histories = store.histories(ids.values());
        for (Address unknown : addressesOf(rows)) {
            int provisional = -1 - ids.size();
            if (ids.putIfAbsent(unknown, provisional) == null) {
                histories.put(provisional, new AddressHistory(provisional, List.of()));
            }
        }
        Plan plan = new Plan(ids, histories);
        return rows.stream().map(plan::take).toList();
    }

    private record Planned(int addressId, Row row) {}

    /// The rows taken one after the other, before anything is written.
    private final class Plan {

        private final Map<Address, Integer> ids;
        private final Map<Integer, AddressHistory> histories;
        private final Instant now = clock.instant();
        private final Map<Integer, Integer> taken = new HashMap<>();
        /// Each holds an address at most once: it becomes one ledger entry.
        private final List<List<Planned>> rounds = new ArrayList<>();

        Plan(Map<Address, Integer> ids, Map<Integer, AddressHistory> histories) {
            this.ids = ids;
            this.histories = histories;
        }

        Result take(Row row) {
            int id = ids.getOrDefault(row.address(), 0);
            AddressHistory history = histories.computeIfAbsent(id, _ -> new AddressHistory(id, List.of()));
            AddressEvent event = row.event(Long.MAX_VALUE);
            AddressState before = history.state(now, limits);
            AddressState after = history.stateWith(List.of(event), now, limits);
            if (lowers(before, after)) {
                return new Result.Rejected("an import only raises: the address is " + before.status().code());
            }
            if (history.knows(event.id()) || says(before, row)) {
                return new Result.Unchanged();
            }
            boolean created = history.isEmpty();
            history.add(new NewAddressEvent(id, event, row.errorText(), Source.IMPORT.code(), null));
            round(taken.merge(id, 1, Integer::sum)).add(new Planned(id, row));
            return new Result.Applied(created);
        }

        private List<Planned> round(int number) {
            if (rounds.size() < number) {
                rounds.add(new ArrayList<>());
            }
            return rounds.get(number - 1);
        }
    }

    private static boolean lowers(AddressState before, AddressState after) {
        return after.status().number() < before.status().number()
                || after.error().number() < before.error().number()
                || !after.marks().keySet().containsAll(before.marks().keySet());
    }

    /// Whether the state says already what the row says.
    private static boolean says(AddressState state, Row row) {
        return switch (row.status()) {
            case VALID -> true;
            case ERRONEOUS -> !(state.error() instanceof ErrorPart.None) && state.error().count() >= row.errorCount();
            case QUARANTINED -> state.error() instanceof ErrorPart.Quarantined;
            case DENYLISTED -> state.marks().containsKey(Mark.MANUAL);
        };
    }

    private Entry entry(List<Planned> round, Actor actor, @Nullable Long importId) {
        RoaringBitmap touched = new RoaringBitmap();
        round.forEach(planned -> touched.add(planned.addressId()));
        return Entry.of(Kind.ADDRESSES_IMPORTED, clock.instant(), actor, Source.IMPORT)
                .touching(Touched.addresses(touched).andImport(importId))
                .change(null, StateJson.object().put("addresses", round.size()));
    }

    private static Set<Address> addressesOf(Collection<Row> rows) {
        Set<Address> all = new LinkedHashSet<>();
        rows.forEach(row -> all.add(row.address()));
        return all;
    }
}
