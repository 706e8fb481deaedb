package heed.delivery.handoff;

import heed.delivery.AnalysisStore;
import heed.delivery.Deliveries;
import heed.delivery.Delivery;
import heed.delivery.Delivery.Plan;
import heed.delivery.DeliveryState;
import heed.delivery.DeliveryStore;
import heed.delivery.eligibility.FactsStore;
import heed.delivery.eligibility.PersonFacts;
import heed.delivery.exclusion.LateExclusionStore;
import heed.ledger.Actor;
import heed.ledger.Entry;
import heed.ledger.Kind;
import heed.ledger.LedgerStore;
import heed.rules.Cause;
import heed.rules.Decision;
import heed.rules.Eligibility;
import heed.rules.ExclusionRule;
import heed.web.Problem;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.roaringbitmap.PeekableIntIterator;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.JsonNodeFactory;

/// Hands off the target in order of id, batch by batch (semantics §4).
///
/// Each batch is one transaction of the caller: the delivery, the batch's profiles and their addresses are locked, so that
/// a choice or an event either is seen or waits; everybody is decided again on the present state; who may leave is recorded, the others
/// become late exclusions. Only after its commit may anybody be written out. Nobody is ever added.
@Component
class HandOff {
    /// Beyond every id.
    private static final long END = 1L << Integer.SIZE;

    private final Deliveries deliveries;
    private final DeliveryStore store;
    private final AnalysisStore analyses;
    private final HandOffStore handOffs;
    private final LateExclusionStore late;
    private final FactsStore facts;
    private final LedgerStore ledger;
    private final Clock clock;

    HandOff(Deliveries deliveries, DeliveryStore store, AnalysisStore analyses, HandOffStore handOffs,
            LateExclusionStore late, FactsStore facts, LedgerStore ledger, Clock clock) {
        this.deliveries = deliveries;
        this.store = store;
        this.analyses = analyses;
        this.handOffs = handOffs;
        this.late = late;
        this.facts = facts;
        this.ledger = ledger;
        this.clock = clock;
    }

    /// A chunk being handed off.
    ///
    /// @param id the chunk
    /// @param delivery whose
    /// @param plan what it is
    /// @param target the analysis's target
    /// @param actor who asked for it
    record Work(UUID id, long delivery, Plan plan, RoaringBitmap target, Actor actor) {}

    /// What a batch came to.
    ///
    /// @param after recipients of the chunk with higher ids are those of this batch
    record Batch(int after, int handedOff, int lateExcluded, long remaining) {}

    /// Begins a chunk, in the caller's transaction. From here on the delivery cannot be edited or prepared again.
    ///
    /// @throws Problem 404, 409 for a delivery that is not prepared
    Work begin(long id, UUID chunk, Actor actor) {
        Delivery delivery = deliveries.lock(id);
        if (!delivery.state().analysed()) {
            throw Problem.conflict("the delivery is " + delivery.state().code() + "; prepare it first");
        }
        if (delivery.state() == DeliveryState.PREPARED) {
            store.state(id, DeliveryState.HANDING_OFF);
        }
        RoaringBitmap target = analyses.target(id);
        handOffs.begin(chunk, id, remaining(target, handOffs.frontier(id)));
        return new Work(chunk, id, delivery.plan(), target, actor);
    }

    /// Settles the next of the target, in the caller's transaction, at most so many. Done when none remain.
    Batch next(Work work, int most) {
        deliveries.lock(work.delivery());
        int frontier = handOffs.frontier(work.delivery());
        int[] ids = after(work.target(), frontier, most);
        Map<Integer, List<Cause>> excluded = new TreeMap<>();
        Set<Integer> handedOff = ids.length == 0 ? Set.of() : settle(work, ids, excluded);
        late.insert(work.delivery(), work.id(), excluded);
        int last = ids.length == 0 ? frontier : ids[ids.length - 1];
        int remaining = remaining(work.target(), last);
        handOffs.count(work.id(), handedOff.size(), excluded.size(), remaining);
        if (remaining == 0) {
            store.state(work.delivery(), DeliveryState.DONE);
        }
        Batch batch = new Batch(frontier, handedOff.size(), excluded.size(), remaining);
        record(work, batch);
        return batch;
    }

    /// Who of these may be contacted at the present state and moment with the address they were handed off with: a
    /// repeat reaches nobody who opted out, or whose address went bad or is another's, since the chunk was made.
    Set<Integer> stillContactable(Plan plan, UUID chunk, int[] ids) {
        Map<Integer, Integer> addresses = handOffs.addresses(chunk, ids);
        return facts.facts(ids, plan.channel(), plan.serviceId(), clock.instant()).stream()
                .filter(person -> Integer.valueOf(person.addressId()).equals(addresses.get(person.id())))
                .filter(person -> Eligibility.decide(plan.typology(), person.facts()) instanceof Decision.Targeted)
                .map(PersonFacts::id).collect(Collectors.toSet());
    }

    private static int remaining(RoaringBitmap target, int settled) {
        return Math.toIntExact(target.rangeCardinality(settled + 1L, END));
    }

    private Set<Integer> settle(Work work, int[] ids, Map<Integer, List<Cause>> excluded) {
        handOffs.hold(ids, work.plan().channel());
        List<PersonFacts> free = new ArrayList<>(ids.length);
        for (PersonFacts person : facts.facts(ids, work.plan().channel(), work.plan().serviceId(), clock.instant())) {
            switch (Eligibility.decide(work.plan().typology(), person.facts())) {
                case Decision.Targeted _ -> free.add(person);
                case Decision.Excluded(List<Cause> causes) -> excluded.put(person.id(), causes);
            }
        }
        Set<Integer> handedOff = handOffs.insert(work.delivery(), work.id(),
                free.stream().mapToInt(PersonFacts::id).toArray(),
                free.stream().mapToInt(PersonFacts::addressId).toArray());
        for (PersonFacts person : free) {
            if (!handedOff.contains(person.id())) {
                excluded.put(person.id(), List.of(Cause.of(ExclusionRule.DUPLICATE)));
            }
        }
        return handedOff;
    }

    private void record(Work work, Batch batch) {
        if (batch.handedOff() + batch.lateExcluded() > 0) {
            ledger.append(
                    Entry.of(Kind.DELIVERY_CHANGED, clock.instant(), work.actor(), work.actor().source()).change(null,
                            JsonNodeFactory.instance.objectNode().put("delivery", Long.toString(work.delivery()))
                                    .put("chunk", work.id().toString()).put("handedOff", batch.handedOff())
                                    .put("lateExcluded", batch.lateExcluded())));
        }
    }

    private static int[] after(RoaringBitmap target, int frontier, int most) {
        PeekableIntIterator ids = target.getIntIterator();
        ids.advanceIfNeeded(frontier + 1);
        int[] next = new int[most];
        int size = 0;
        while (size < most && ids.hasNext()) {
            next[size++] = ids.next();
        }
        return Arrays.copyOf(next, size);
    }
}
