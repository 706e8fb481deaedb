package heed.quarantine;

import heed.rules.quarantine.AddressEvent;
import heed.rules.quarantine.AddressState;
import heed.rules.quarantine.ErrorPart;
import heed.rules.quarantine.QuarantineLimits;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The events of one address that count, under its lock: what its state is folded from.
final class AddressHistory {

    /// An event with what the fold does not read.
    record Told(AddressEvent event, @Nullable String text, @Nullable Long deliveryId) {}

    private final int addressId;
    private final List<Told> events;

    AddressHistory(int addressId, List<Told> events) {
        this.addressId = addressId;
        this.events = new ArrayList<>(events);
    }

    void add(NewAddressEvent added) {
        events.add(new Told(added.event(), added.text(), added.deliveryId()));
    }

    /// The same, for trying what is not stored yet.
    AddressHistory copy() {
        return new AddressHistory(addressId, events);
    }

    /// Whether its sender told an event of that id before.
    boolean knows(String id) {
        return events.stream().anyMatch(told -> told.event().id().equals(id));
    }

    boolean isEmpty() {
        return events.isEmpty();
    }

    /// Whether an event would be told after one that comes later in the fold.
    boolean isLate(AddressEvent event) {
        return events.stream().anyMatch(told -> AddressEvent.ORDER.compare(event, told.event()) < 0);
    }

    /// A moment after every event and not before now: what an operator does now is last.
    Instant next(Instant now) {
        Instant micros = now.truncatedTo(ChronoUnit.MICROS);
        return events.stream().map(told -> told.event().at()).max(Comparator.naturalOrder())
                .filter(newest -> !newest.isBefore(micros)).map(newest -> newest.plus(1, ChronoUnit.MICROS))
                .orElse(micros);
    }

    /// The state now.
    AddressState state(Instant now, QuarantineLimits limits) {
        return last(limits).at(now, limits);
    }

    /// The state at the moment of its last event: what a newer one goes on from.
    AddressState last(QuarantineLimits limits) {
        return AddressState.fold(folded(), limits);
    }

    /// What the state now would be with these events too.
    AddressState stateWith(Collection<AddressEvent> added, Instant now, QuarantineLimits limits) {
        List<AddressEvent> all = folded();
        all.addAll(added);
        return AddressState.fold(all, limits).at(now, limits);
    }

    /// The row to store.
    AddressRecord record(Instant now, QuarantineLimits limits) {
        AddressState state = last(limits);
        return new AddressRecord(addressId, state.status(), state.error(), textOf(state), state.marks().keySet(),
                state.held(), lastDelivery().orElse(null), now);
    }

    private @Nullable String textOf(AddressState state) {
        long seq = switch (state.error()) {
            case ErrorPart.None _ -> -1;
            case ErrorPart.Erroneous error -> error.seq();
            case ErrorPart.Quarantined error -> error.seq();
        };
        return events.stream().filter(told -> told.event().seq() == seq).map(Told::text).filter(Objects::nonNull)
                .findFirst().orElse(null);
    }

    private Optional<Long> lastDelivery() {
        return events.stream().filter(told -> told.deliveryId() != null)
                .max(Comparator.comparing(Told::event, AddressEvent.ORDER)).map(Told::deliveryId);
    }

    private List<AddressEvent> folded() {
        List<AddressEvent> all = new ArrayList<>(events.size() + 1);
        events.forEach(told -> all.add(told.event()));
        return all;
    }
}
