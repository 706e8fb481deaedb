package heed.landingpage.visit;

import heed.landingpage.LandingPageStore;
import heed.landingpage.arrival.Arrivals;
import heed.landingpage.arrival.Person;
import heed.landingpage.arrival.Standing;
import heed.landingpage.arrival.VisitorStore;
import heed.ledger.Actor;
import heed.ledger.Source;
import heed.profile.data.ProfileEdits;
import heed.rules.optout.Switch;
import heed.subscription.ServiceDefinition;
import heed.subscription.ServiceStore;
import heed.subscription.ServiceStore.Ever;
import heed.subscription.SubscriptionSettings;
import heed.subscription.Subscriptions;
import heed.subscription.Subscriptions.Said;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ObjectNode;

/// Applies what a stranger asked for, once the owner of the address has clicked (semantics §3): the profile is confirmed,
/// subscribed to what the page was for and gets its constants; no switch is ever cleared by it.
@Component
public class PageRequests {

    private final PageRequestStore store;
    private final LandingPageStore pages;
    private final Arrivals arrivals;
    private final VisitorStore visitors;
    private final ServiceStore services;
    private final Subscriptions subscriptions;
    private final ProfileEdits edits;
    private final SubscriptionSettings settings;
    private final Clock clock;

    PageRequests(PageRequestStore store, LandingPageStore pages, Arrivals arrivals, VisitorStore visitors,
            ServiceStore services, Subscriptions subscriptions, ProfileEdits edits, SubscriptionSettings settings,
            Clock clock) {
        this.store = store;
        this.pages = pages;
        this.arrivals = arrivals;
        this.visitors = visitors;
        this.services = services;
        this.subscriptions = subscriptions;
        this.edits = edits;
        this.settings = settings;
        this.clock = clock;
    }

    /// What a click came to.
    public sealed interface Result {

        /// It is so now.
        ///
        /// @param profileId who confirmed
        /// @param services labels of what the person is subscribed to by it
        /// @param optedOut does an opt-out of the person still keep messages of these services, or all, away?
        record Confirmed(int profileId, List<String> services, boolean optedOut) implements Result {}

        /// It was so before.
        record ConfirmedBefore(int profileId) implements Result {}

        /// There is nothing to confirm any more: too late, or the address is not the person's any more.
        record Over() implements Result {}
    }

    /// Applies the request of that number, once, within the time that a request to confirm has.
    ///
    /// @param click proof of the click: when, and which words were read
    @Transactional
    public Result confirm(long number, ObjectNode click) {
        Optional<PageRequest> asked = store.find(number).filter(this::isInTime);
        if (asked.isEmpty()) {
            return new Result.Over();
        }
        // The services, then the request, then the profile.
        Map<Integer, Ever> held = new TreeMap<>();
        new TreeSet<>(asked.get().services())
                .forEach(id -> services.holdEver(id).ifPresent(service -> held.put(id, service)));
        PageRequest request = store.lock(number).orElseThrow();
        @Nullable
        Person person = arrivals.person(request.profileId()).orElse(null);
        if (person == null || person.profile().deleted() || !visitors.uses(person.id(), request.addressId())) {
            return new Result.Over();
        }
        if (request.appliedAt() != null) {
            return new Result.ConfirmedBefore(person.id());
        }
        List<ServiceDefinition> living = held.values().stream().filter(service -> !service.deleted())
                .map(Ever::service).toList();
        List<String> labels = apply(request, person, living, proof(request, number, click));
        store.applied(number, clock.instant());
        return new Result.Confirmed(person.id(), labels, optedOut(person, living));
    }

    private List<String> apply(PageRequest request, Person person, List<ServiceDefinition> living, ObjectNode proof) {
        edits.confirm(person.key(), Source.LANDING_PAGE, proof, Actor.RECIPIENT);
        Map<Integer, Standing> standings = visitors.standings(person.id(),
                living.stream().map(ServiceDefinition::id).toList());
        List<String> labels = new ArrayList<>();
        for (ServiceDefinition service : living) {
            // Whoever left since asking has said the later word.
            if (!standings.getOrDefault(service.id(), Standing.NONE).leftAfter(request.askedAt())) {
                subscriptions.subscribe(service.id(), person.id(), true,
                        new Said(null, Source.LANDING_PAGE, Actor.RECIPIENT, "confirmed by the recipient", proof));
                labels.add(service.label());
            }
        }
        if (!request.made()) {
            pages.version(request.page(), request.version()).filter(page -> !page.constants().isEmpty())
                    .ifPresent(page -> edits.patch(person.key(), FormTaking.constants(page), Actor.RECIPIENT));
        }
        return labels;
    }

    private static ObjectNode proof(PageRequest request, long number, ObjectNode click) {
        ObjectNode proof = request.evidence().deepCopy();
        proof.put("request", number).put("requestedAt", request.askedAt().toString());
        proof.set("confirmation", click);
        return proof;
    }

    private static boolean optedOut(Person person, List<ServiceDefinition> services) {
        var on = person.switches().keySet();
        return on.contains(Switch.ALL)
                || services.stream().anyMatch(service -> on.contains(Switch.of(service.channel())));
    }

    private boolean isInTime(PageRequest request) {
        Instant end = request.askedAt().plus(settings.confirmWithin());
        return clock.instant().isBefore(end);
    }
}
