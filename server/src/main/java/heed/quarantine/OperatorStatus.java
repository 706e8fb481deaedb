package heed.quarantine;

import heed.ledger.Actor;
import heed.ledger.Entry;
import heed.ledger.Kind;
import heed.ledger.LedgerStore;
import heed.ledger.Source;
import heed.ledger.Touched;
import heed.quarantine.AddressEvents.Change;
import heed.rules.AddressStatus;
import heed.rules.optout.ChoiceTime;
import heed.rules.quarantine.AddressEvent;
import heed.rules.quarantine.ErrorReason;
import heed.rules.quarantine.Mark;
import heed.rules.quarantine.QuarantineLimits;
import heed.web.Problem;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ObjectNode;

/// Sets the status of one address by an operator's word (semantics §2), in one transaction with its ledger entry.
@Component
class OperatorStatus {

    private final AddressStore addresses;
    private final AddressEvents events;
    private final LedgerStore ledger;
    private final QuarantineLimits limits;
    private final Clock clock;

    OperatorStatus(AddressStore addresses, AddressEvents events, LedgerStore ledger, QuarantineSettings settings,
            Clock clock) {
        this.addresses = addresses;
        this.events = events;
        this.ledger = ledger;
        this.limits = settings.limits();
        this.clock = clock;
    }

    /// An operator's word on an address (semantics §2): the status it shall have.
    ///
    /// @param status `valid` clears every part; `erroneous` and `quarantined` set that error part; `denylisted` sets the
    ///         mark `manual`
    /// @param errorReason why, or null
    /// @param errorText what the other side said, or null
    /// @param errorCount how many errors to start with; 0: one
    /// @param at when the operator decided; null: now
    /// @param reason the operator's words; needed where a mark is cleared
    /// @param confirmed whether clearing marks was confirmed
    record Request(AddressStatus status, @Nullable ErrorReason errorReason, @Nullable String errorText,
            int errorCount, @Nullable Instant at, @Nullable String reason, boolean confirmed) {

        /// The event it becomes.
        AddressEvent event(Instant moment, long seq) {
            return new AddressEvent(moment, type(status), errorReason, errorCount, 0, false, "", seq);
        }

        /// The event that sets a status.
        static AddressEvent.Type type(AddressStatus status) {
            return switch (status) {
                case VALID -> AddressEvent.Type.OPERATOR_VALID;
                case ERRONEOUS -> AddressEvent.Type.OPERATOR_ERRONEOUS;
                case QUARANTINED -> AddressEvent.Type.OPERATOR_QUARANTINED;
                case DENYLISTED -> AddressEvent.Type.OPERATOR_DENYLISTED;
            };
        }
    }

    /// What became of it.
    ///
    /// @param created whether the address had never had an event before
    /// @param seq the entry to void for an undo
    record Done(int addressId, boolean created, long seq) {}

    /// Sets the status of an address, which may be new to Heed.
    @Transactional
    Done set(Address address, Request request, Actor actor) {
        return set(addresses.resolve(address), request, actor);
    }

    /// Sets the status of a known address.
    ///
    /// @throws Problem 400 for a time ahead or a missing reason, 409 where it clears marks and is not confirmed
    @Transactional
    Done set(int addressId, Request request, Actor actor) {
        Map<Integer, AddressHistory> open = events.open(List.of(addressId));
        AddressHistory history = open.getOrDefault(addressId, new AddressHistory(addressId, List.of()));
        Instant now = clock.instant();
        Instant at = moment(request, history, now);
        Change change = new Change(history.state(now, limits),
                history.stateWith(List.of(request.event(at, Long.MAX_VALUE)), now, limits));
        checkCleared(change, request);
        boolean created = history.isEmpty();
        long seq = ledger.append(Entry.of(Kind.ADDRESS_EVENT, at, actor, Source.OPERATOR)
                .touching(Touched.address(addressId))
                .change(StateJson.of(change.before()), StateJson.of(change.after()))
                .evidence(evidence(request)).reason(request.reason()));
        AddressEvent event = request.event(at, seq);
        events.append(List.of(new NewAddressEvent(addressId, event, request.errorText(), Source.OPERATOR.code(), null)),
                open);
        return new Done(addressId, created, seq);
    }

    private static Instant moment(Request request, AddressHistory history, Instant now) {
        Instant at = request.at();
        return at == null
                ? history.next(now)
                : ChoiceTime.judge(at, now)
                        .orElseThrow(() -> Problem.badRequest("at", "must not be more than 5 minutes ahead"));
    }

    private static void checkCleared(Change change, Request request) {
        if (change.cleared().isEmpty()) {
            return;
        }
        if (!request.confirmed()) {
            throw Problem.conflict("this clears " + change.cleared().stream().map(Mark::code)
                    .collect(Collectors.joining(", ", "the marks ", "")) + "; it needs confirm: true");
        }
        String reason = request.reason();
        if (reason == null || reason.isBlank()) {
            throw Problem.badRequest("reason", "is missing: clearing a mark needs a reason");
        }
    }

    private static ObjectNode evidence(Request request) {
        ObjectNode evidence = StateJson.object();
        ErrorReason why = request.errorReason();
        if (why != null) {
            evidence.put("errorReason", why.code());
        }
        return evidence;
    }
}
