package heed.quarantine;

import heed.ledger.Actor;
import heed.ledger.Entry;
import heed.ledger.Kind;
import heed.ledger.LedgerStore;
import heed.ledger.Source;
import heed.ledger.Touched;
import heed.rules.quarantine.AddressEvent;
import heed.rules.quarantine.AddressState;
import heed.rules.quarantine.Mark;
import heed.rules.quarantine.QuarantineLimits;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ObjectNode;

/// Appends what happened to addresses and keeps their states: the fold of their events by time, whatever the order
/// of arrival (semantics §2).
///
/// Works in the caller's transaction, on any number of addresses at once, and locks them in the order of their ids;
/// whoever also locks profiles locks those first. An event that a sender told before changes nothing.
@Component
public class AddressEvents {

    private final AddressStore addresses;
    private final AddressEventStore store;
    private final LedgerStore ledger;
    private final QuarantineLimits limits;
    private final Clock clock;

    AddressEvents(AddressStore addresses, AddressEventStore store, LedgerStore ledger, QuarantineSettings settings,
            Clock clock) {
        this.addresses = addresses;
        this.store = store;
        this.ledger = ledger;
        this.limits = settings.limits();
        this.clock = clock;
    }

    /// What the state of an address was and is.
    public record Change(AddressState before, AddressState after) {

        /// The marks that were set and are not any more.
        public Set<Mark> cleared() {
            Set<Mark> cleared = new LinkedHashSet<>(before.marks().keySet());
            cleared.removeAll(after.marks().keySet());
            return cleared;
        }
    }

    /// Something that the outside world said about an address, about to be recorded.
    ///
    /// @param addressId whose event it is
    /// @param event what happened, at the time at which it counts; its `seq` is not known yet
    /// @param text what the other side said, or null
    /// @param sender the code of the sender; with `event.id()` it makes the event count once
    /// @param deliveryId the delivery it came from, or null
    /// @param actor who brought it
    /// @param source where the ledger says that it came from
    /// @param evidence the proof
    public record Told(int addressId, AddressEvent event, @Nullable String text, String sender,
            @Nullable Long deliveryId, Actor actor, Source source, ObjectNode evidence) {

        NewAddressEvent under(long seq) {
            AddressEvent recorded = new AddressEvent(event.at(), event.type(), event.reason(), event.count(),
                    event.profileId(), event.held(), event.id(), seq);
            return new NewAddressEvent(addressId, recorded, text, sender, deliveryId);
        }
    }

    /// Records what was told, each under a ledger entry of its own that says what it changed, and answers the sequences
    /// of these entries in the same order. No event may have been told before.
    @Transactional(propagation = Propagation.MANDATORY)
    public long[] tell(List<Told> told) {
        Set<Integer> ids = new HashSet<>();
        told.forEach(one -> ids.add(one.addressId()));
        Map<Integer, AddressHistory> open = open(ids);
        Map<Integer, AddressHistory> tried = new HashMap<>();
        open.forEach((id, history) -> tried.put(id, history.copy()));
        Map<Integer, AddressState> states = new HashMap<>();
        Instant now = clock.instant();
        long[] seqs = ledger.append(told.stream().map(one -> entry(one, tried, states, now)).toList());
        List<NewAddressEvent> events = new ArrayList<>(told.size());
        for (int i = 0; i < seqs.length; i++) {
            events.add(told.get(i).under(seqs[i]));
        }
        append(events, open);
        return seqs;
    }

    /// The entry of what is told next. Told in its place it is one step from the state before; told late, all are folded.
    private Entry entry(Told told, Map<Integer, AddressHistory> histories, Map<Integer, AddressState> states,
            Instant now) {
        AddressHistory history = history(histories, told.addressId());
        AddressState was = states.computeIfAbsent(told.addressId(), _ -> history.last(limits));
        NewAddressEvent event = told.under(Long.MAX_VALUE);
        boolean late = history.isLate(event.event());
        history.add(event);
        AddressState is = late ? history.last(limits) : was.after(event.event(), limits);
        states.put(told.addressId(), is);
        return Entry.of(Kind.ADDRESS_EVENT, event.event().at(), told.actor(), told.source())
                .touching(Touched.address(told.addressId()))
                .change(StateJson.of(was.at(now, limits)), StateJson.of(is.at(now, limits))).evidence(told.evidence());
    }

    /// Appends events and answers the addresses whose present state changed, by id.
    ///
    /// An event that comes after one which happened later is told in its place; where that changes the present
    /// state, an entry `address_recomputed` says so.
    @Transactional(propagation = Propagation.MANDATORY)
    public Map<Integer, Change> append(Collection<NewAddressEvent> events) {
        return append(List.copyOf(events), open(ids(events)));
    }

    /// The present states of these addresses, folded from their events: with the origins of every part.
    public Map<Integer, AddressState> states(Collection<Integer> ids) {
        Map<Integer, AddressState> states = new LinkedHashMap<>();
        Instant now = clock.instant();
        store.histories(ids).forEach((id, history) -> states.put(id, history.state(now, limits)));
        return states;
    }

    /// Those of these addresses that have errors now, in the order given: what a release would clear.
    public List<Integer> withErrors(List<Integer> ids) {
        Instant now = clock.instant();
        Set<Integer> erroneous = new HashSet<>();
        for (AddressRecord stored : store.records(ids)) {
            if (stored.at(now, limits).error().number() > 0) {
                erroneous.add(stored.addressId());
            }
        }
        return ids.stream().filter(erroneous::contains).toList();
    }

    /// Writes down what has faded by now among these addresses, and answers which.
    @Transactional(propagation = Propagation.MANDATORY)
    public List<Integer> writeFaded(Collection<Integer> ids) {
        Instant now = clock.instant();
        addresses.lock(ids);
        List<AddressRecord> faded = new ArrayList<>();
        for (AddressRecord stored : store.records(ids)) {
            AddressRecord present = stored.at(now, limits);
            if (!present.equals(stored)) {
                faded.add(present.updated(now));
            }
        }
        store.write(faded);
        return faded.stream().map(AddressRecord::addressId).toList();
    }

    /// Locks these addresses and reads what their states are folded from.
    Map<Integer, AddressHistory> open(Collection<Integer> ids) {
        addresses.lock(ids);
        return store.histories(ids);
    }

    /// As [#append(Collection)], for addresses that are open already.
    Map<Integer, Change> append(List<NewAddressEvent> events, Map<Integer, AddressHistory> histories) {
        Instant now = clock.instant();
        Map<Integer, AddressState> before = new LinkedHashMap<>();
        Map<Integer, NewAddressEvent> late = new LinkedHashMap<>();
        for (NewAddressEvent event : store.insert(events)) {
            AddressHistory history = history(histories, event.addressId());
            before.computeIfAbsent(event.addressId(), _ -> history.state(now, limits));
            if (history.isLate(event.event())) {
                late.put(event.addressId(), event);
            }
            history.add(event);
        }
        Map<Integer, Change> changed = write(before, histories, now);
        late.keySet().retainAll(changed.keySet());
        recordLate(late, changed, now);
        return changed;
    }

    /// Folds these addresses again without the events of an entry that has been voided, and answers those that changed.
    @Transactional(propagation = Propagation.MANDATORY)
    public Map<Integer, Change> without(long voided, Collection<Integer> ids) {
        Instant now = clock.instant();
        Map<Integer, List<AddressEvent>> gone = store.events(voided, ids);
        Map<Integer, AddressHistory> histories = open(gone.keySet());
        Map<Integer, AddressState> before = new LinkedHashMap<>();
        gone.forEach((id, told) -> before.put(id, history(histories, id).stateWith(told, now, limits)));
        return write(before, histories, now);
    }

    private Map<Integer, Change> write(Map<Integer, AddressState> before, Map<Integer, AddressHistory> histories,
            Instant now) {
        List<AddressRecord> records = new ArrayList<>(before.size());
        Map<Integer, Change> changed = new LinkedHashMap<>();
        before.forEach((id, was) -> {
            AddressHistory history = history(histories, id);
            records.add(history.record(now, limits));
            AddressState is = history.state(now, limits);
            if (!is.equals(was)) {
                changed.put(id, new Change(was, is));
            }
        });
        store.write(records);
        return changed;
    }

    private void recordLate(Map<Integer, NewAddressEvent> late, Map<Integer, Change> changed, Instant now) {
        List<Entry> entries = new ArrayList<>();
        late.forEach((id, cause) -> {
            Change change = changed.get(id);
            if (change != null) {
                entries.add(Entry.of(Kind.ADDRESS_RECOMPUTED, now, Actor.SYSTEM, Source.SYSTEM)
                        .touching(Touched.address(id))
                        .change(StateJson.of(change.before()), StateJson.of(change.after()))
                        .evidence(StateJson.cause(cause.event().seq())));
            }
        });
        ledger.append(entries);
    }

    private static AddressHistory history(Map<Integer, AddressHistory> histories, int id) {
        AddressHistory history = histories.get(id);
        if (history == null) {
            throw new IllegalStateException("address " + id + " is not open");
        }
        return history;
    }

    private static Set<Integer> ids(Collection<NewAddressEvent> events) {
        Set<Integer> ids = new HashSet<>();
        events.forEach(event -> ids.add(event.addressId()));
        return ids;
    }
}
