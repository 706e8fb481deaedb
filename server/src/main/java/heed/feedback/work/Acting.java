package heed.feedback.work;

import heed.feedback.InboxStore;
import heed.feedback.Outcome;
import heed.feedback.storm.Storms;
import heed.feedback.storm.Storms.Hard;
import heed.feedback.work.EffectStore.Effect;
import heed.feedback.work.EffectStore.Standing;
import heed.feedback.work.EffectStore.TakenBack;
import heed.feedback.work.Verdict.Said;
import heed.ledger.Actor;
import heed.quarantine.Address;
import heed.quarantine.AddressEvents;
import heed.quarantine.AddressEvents.Change;
import heed.quarantine.AddressEvents.Told;
import heed.quarantine.AddressStore;
import heed.quarantine.AddressUndo;
import heed.rules.quarantine.AddressEvent;
import heed.rules.quarantine.AddressState;
import heed.rules.quarantine.ErrorReason;
import heed.rules.quarantine.Mark;
import heed.web.Problem;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.JsonNodeFactory;

/// Does what items say: tells the quarantine about their addresses and writes down what each was understood as. All in
/// the caller's transaction, in a handful of statements for any number of items.
@Component
class Acting {

    private final InboxStore inbox;
    private final EffectStore effects;
    private final ReplyStore replies;
    private final AddressStore addresses;
    private final AddressEvents events;
    private final AddressUndo undo;
    private final Storms storms;
    private final Clock clock;

    Acting(InboxStore inbox, EffectStore effects, ReplyStore replies, AddressStore addresses, AddressEvents events,
            AddressUndo undo, Storms storms, Clock clock) {
        this.inbox = inbox;
        this.effects = effects;
        this.replies = replies;
        this.addresses = addresses;
        this.events = events;
        this.undo = undo;
        this.storms = storms;
        this.clock = clock;
    }

    /// What an item is about to do to an address.
    ///
    /// @param storm which holds it, or held it; null for none
    private record Planned(Understood from, Said said, Told told, @Nullable Long storm) {

        /// Does it change how the address stands? What is ignored is written beside its item alone: an address that is told
        /// of policy blocks every day would have ever more events to fold, and none of them counts (semantics §2).
        boolean counts() {
            return told.event().held() || told.event().type() != AddressEvent.Type.IGNORED;
        }

        boolean isTakenBack(List<TakenBack> taken) {
            return counts() && taken.stream().anyMatch(one -> one.says(told.addressId(), told.event()));
        }

        Planned heldBy(long which) {
            AddressEvent event = told.event();
            return new Planned(from, said,
                    new Told(told.addressId(), new AddressEvent(event.at(), event.type(), event.reason(), event.count(),
                            event.profileId(), true, event.id(), event.seq()), told.text(), told.sender(),
                            told.deliveryId(), told.actor(), told.source(),
                            told.evidence().put("held", true).put("storm", which)),
                    which);
        }

        /// A hard error that counts, for the storm breaker.
        Optional<Hard> hard() {
            String code = said.enhancedCode();
            ErrorReason reason = said.reason();
            return told.event().type() != AddressEvent.Type.HARD
                    ? Optional.empty()
                    : Optional.of(new Hard(said.address().domain(),
                            code != null ? code : reason == null ? ErrorReason.NOT_DEFINED.code() : reason.code()));
        }
    }

    /// Does what these items say, each for the first time.
    @Transactional(propagation = Propagation.MANDATORY)
    public void apply(List<Understood> all) {
        Instant now = clock.instant();
        Map<Address, Integer> ids = resolve(all);
        List<Planned> planned = new ArrayList<>();
        for (Understood one : all) {
            planned.addAll(plan(one, ids, Extra.NONE));
            answer(one, ids, now);
        }
        List<Planned> judged = judged(planned);
        Map<Long, List<Planned>> own = new HashMap<>();
        judged.forEach(one -> own.computeIfAbsent(one.from().item().id(), _ -> new ArrayList<>()).add(one));
        tell(judged);
        inbox.write(all.stream().map(one -> {
            List<Planned> done = own.getOrDefault(one.item().id(), List.of());
            return outcome(one, done, tooOld(one, done), now);
        }).toList());
    }

    /// The same, with what a storm holds held.
    private List<Planned> judged(List<Planned> planned) {
        List<Planned> judged = new ArrayList<>(planned);
        List<Integer> places = new ArrayList<>();
        List<Hard> errors = new ArrayList<>();
        for (int i = 0; i < planned.size(); i++) {
            int place = i;
            planned.get(i).hard().ifPresent(hard -> {
                places.add(place);
                errors.add(hard);
            });
        }
        List<@Nullable Long> held = storms.judge(errors);
        for (int i = 0; i < held.size(); i++) {
            Long storm = held.get(i);
            if (storm != null) {
                judged.set(places.get(i), planned.get(places.get(i)).heldBy(storm));
            }
        }
        return judged;
    }

    /// Does what an item says now instead of what it said before, and answers whether anything differs. What others took
    /// back of it is not told anew, unless it says something else or a person decides so.
    ///
    /// @param extra who asks for it, and why
    /// @throws Problem 409 where that clears a mark and nobody confirmed it
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean again(Understood one, Extra extra) {
        List<Standing> standing = effects.standing(one.item().id());
        List<TakenBack> taken = extra.decides() ? List.of() : effects.takenBack(one.item().id());
        List<Planned> meant = plan(one, resolve(List.of(one)), extra);
        List<Planned> planned = meant.stream().filter(p -> !p.isTakenBack(taken)).map(p -> stillHeld(p, standing))
                .toList();
        List<Planned> counting = planned.stream().filter(Planned::counts).toList();
        boolean same = counting.size() == standing.size() && counting.stream().allMatch(p -> standing.stream()
                .anyMatch(s -> s.says(p.told().addressId(), p.told().event(), p.told().deliveryId())));
        if (!same) {
            replace(one, standing, counting, extra);
        }
        String problem = planned.size() < meant.size()
                ? "what it did was taken back, and stays so"
                : tooOld(one, planned);
        inbox.write(List.of(outcome(one, planned, problem, clock.instant())));
        return !same;
    }

    private void replace(Understood one, List<Standing> standing, List<Planned> planned, Extra extra) {
        Set<Integer> touched = new TreeSet<>();
        standing.forEach(old -> touched.add(old.addressId()));
        planned.forEach(next -> touched.add(next.told().addressId()));
        addresses.lock(touched);
        Map<Integer, AddressState> before = events.states(touched);
        String why = Objects.requireNonNullElse(extra.reason(), "understood again");
        standing.forEach(old -> undo.takeBack(old.seq(), old.addressId(), extra.by(one), why,
                JsonNodeFactory.instance.objectNode().put("feedback", Long.toString(one.item().id()))));
        tell(planned);
        Set<Mark> cleared = EnumSet.noneOf(Mark.class);
        events.states(touched).forEach((id, now) -> cleared
                .addAll(new Change(Objects.requireNonNull(before.get(id)), now).cleared()));
        if (!cleared.isEmpty() && !extra.confirmed()) {
            throw Problem.conflict("this clears " + cleared.stream().map(Mark::code)
                    .collect(Collectors.joining(", ", "the marks ", "")) + "; it needs confirm: true");
        }
    }

    /// What a storm holds waits for the decision about the storm, however often it is understood: as long as that comes.
    private Planned stillHeld(Planned one, List<Standing> standing) {
        for (Standing before : standing) {
            Long storm = before.storm();
            if (storm != null && before.held() && before.addressId() == one.told().addressId()
                    && one.told().event().type() == AddressEvent.Type.HARD
                    && storms.reaches(storm, one.from().item().id())) {
                return one.heldBy(storm);
            }
        }
        return one;
    }

    /// What an operator adds.
    ///
    /// @param actor who it is; null: whoever brought the item
    /// @param reason why
    /// @param confirmed whether marks may be cleared
    /// @param decides whether it is the operator who says what it means
    record Extra(@Nullable Actor actor, @Nullable String reason, boolean confirmed, boolean decides) {

        static final Extra NONE = new Extra(null, null, false, false);

        Actor by(Understood one) {
            return actor == null ? one.item().actor() : actor;
        }
    }

    private Map<Address, Integer> resolve(List<Understood> all) {
        Set<Address> wanted = new LinkedHashSet<>();
        all.forEach(one -> one.verdict().said().forEach(said -> wanted.add(said.address())));
        return wanted.isEmpty() ? Map.of() : addresses.resolve(wanted);
    }

    private static Outcome outcome(Understood one, List<Planned> planned, @Nullable String problem, Instant now) {
        return one.outcome(planned.stream().anyMatch(p -> p.told().event().held()), problem, now);
    }

    private static @Nullable String tooOld(Understood one, List<Planned> planned) {
        boolean dropped = !one.verdict().said().isEmpty() && planned.isEmpty();
        return dropped ? "more than 90 days old: it changes nothing" : null;
    }

    private void tell(List<Planned> all) {
        List<Planned> planned = all.stream().filter(Planned::counts).toList();
        if (planned.isEmpty()) {
            return;
        }
        long[] seqs = events.tell(planned.stream().map(Planned::told).toList());
        List<Effect> made = new ArrayList<>(seqs.length);
        for (int i = 0; i < seqs.length; i++) {
            Planned one = planned.get(i);
            made.add(new Effect(seqs[i], one.from().item().id(), one.told().addressId(), one.storm()));
        }
        effects.insert(made);
    }

    private void answer(Understood one, Map<Address, Integer> ids, Instant now) {
        Verdict.Reply reply = one.verdict().reply();
        if (reply != null && !one.verdict().said().isEmpty()) {
            Address number = one.verdict().said().getFirst().address();
            replies.add(one.item().id(), number, ids.getOrDefault(number, 0), reply, now);
        }
    }

    private static List<Planned> plan(Understood one, Map<Address, Integer> ids, Extra extra) {
        Map<Address, Said> each = new LinkedHashMap<>();
        one.verdict().said().forEach(said -> each.putIfAbsent(said.address(), said));
        List<Planned> planned = new ArrayList<>();
        each.forEach((address, said) -> one.told(said, Objects.requireNonNull(ids.get(address)), extra)
                .ifPresent(told -> planned.add(new Planned(one, said, told, null))));
        return planned;
    }
}
