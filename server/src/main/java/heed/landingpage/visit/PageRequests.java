package heed.landingpage.visit;

import heed.landingpage.LandingPageStore;
import heed.landingpage.PageVersion;
import heed.landingpage.arrival.AddressOwners;
import heed.landingpage.arrival.Arrivals;
import heed.landingpage.arrival.Standing;
import heed.landingpage.arrival.VisitorStore;
import heed.landingpage.confirm.Confirmations;
import heed.landingpage.confirm.PageMessages;
import heed.landingpage.confirm.PageMessages.Change;
import heed.ledger.Actor;
import heed.ledger.Source;
import heed.profile.ProfileRef;
import heed.profile.data.ProfileEdits;
import heed.rules.SubscriptionStatus;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ObjectNode;

/// Applies what a stranger asked for, once the owner of the address has clicked (semantics §3): the profile is confirmed,
/// subscribed to what the page was for and gets its constants; no switch is ever cleared by it.
///
/// A click confirms the request its link was made for, and no other: what else waits for the owner of the address, on whichever
/// pages, is named beside the button, each with a box of its own, and is confirmed where that was ticked. So one message is
/// enough where two pages were filled in, and nobody's mailbox is bombed. Whom it is applied to is decided by the click ("which
/// then applies to the oldest such profile"): who was made for the request, while they live and have the address, for they
/// wait for just this; else the oldest profile that has it at that moment, not the one that had it a week ago.
@Component
public class PageRequests {

    private final PageRequestStore store;
    private final LandingPageStore pages;
    private final Arrivals arrivals;
    private final VisitorStore visitors;
    private final AddressOwners owners;
    private final ServiceStore services;
    private final Subscriptions subscriptions;
    private final ProfileEdits edits;
    private final Confirmations confirmations;
    private final PageMessages messages;
    private final SubscriptionSettings settings;
    private final Clock clock;

    PageRequests(PageRequestStore store, LandingPageStore pages, Arrivals arrivals, VisitorStore visitors,
            AddressOwners owners, ServiceStore services, Subscriptions subscriptions, ProfileEdits edits,
            Confirmations confirmations, PageMessages messages, SubscriptionSettings settings, Clock clock) {
        this.store = store;
        this.pages = pages;
        this.arrivals = arrivals;
        this.visitors = visitors;
        this.owners = owners;
        this.services = services;
        this.subscriptions = subscriptions;
        this.edits = edits;
        this.confirmations = confirmations;
        this.messages = messages;
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

        /// There is nothing to confirm any more: too late, or nobody has the address any more.
        record Over() implements Result {}
    }

    /// What a click would confirm now.
    ///
    /// @param profileId whom it would be applied to
    /// @param own the request that the link was made for
    /// @param others what else waits for the owner of the address, each to be chosen by itself
    public record Waiting(int profileId, Named own, List<Named> others) {

        public Waiting {
            others = List.copyOf(others);
        }
    }

    /// A request in full, as a person is asked for it.
    ///
    /// @param number of the request
    /// @param page that was filled in; null: it is nowhere any more
    /// @param services labels of what it would subscribe to
    public record Named(long number, @Nullable PageVersion page, List<String> services) {

        public Named {
            services = List.copyOf(services);
        }
    }

    /// What a request comes to: two of which that is the same are one to a person.
    private record What(int page, int version, Set<Integer> services) {}

    /// Looks what the click that names this request would do; empty where there is nothing to confirm.
    public Optional<Waiting> waiting(long number) {
        Optional<PageRequest> asked = store.find(number).filter(this::isInTime);
        return asked.flatMap(this::owner).map(owner -> {
            Map<What, PageRequest> others = new LinkedHashMap<>();
            others(asked.get(), clock.instant()).stream().filter(one -> owner(one).equals(Optional.of(owner)))
                    .forEach(one -> others.put(what(one, owner), one));
            others.remove(what(asked.get(), owner));
            return new Waiting(owner, named(asked.get(), owner),
                    others.values().stream().map(one -> named(one, owner)).toList());
        });
    }

    /// Applies the request of that number, once, within the time that a request to confirm has, and of what else waited for
    /// the owner of the address when the page of the button was shown that which was ticked there. What was asked for a
    /// second time in the same words is answered with it.
    ///
    /// @param ticked numbers of the others; any that the page cannot have named is left out
    /// @param shownAt when the page of the button was shown
    /// @param click proof of the click: when, and which words were read
    @Transactional
    public Result confirm(long number, Set<Long> ticked, Instant shownAt, ObjectNode click) {
        Optional<PageRequest> asked = store.find(number).filter(this::isInTime);
        if (asked.isEmpty()) {
            return new Result.Over();
        }
        // The services, then the requests, then the profile.
        List<PageRequest> read = new ArrayList<>(List.of(asked.get()));
        read.addAll(others(asked.get(), shownAt));
        Map<Integer, Ever> held = held(read);
        Set<Long> waiting = store.lockWaiting(read.stream().map(PageRequest::id).toList());
        Optional<ProfileRef> locked = lockOwner(asked.get());
        if (locked.isEmpty()) {
            return new Result.Over();
        }
        ProfileRef owner = locked.get();
        List<PageRequest> mine = read.stream().filter(one -> waiting.contains(one.id()))
                .filter(one -> owner(one).equals(Optional.of(owner.id()))).toList();
        List<PageRequest> chosen = mine.stream().filter(one -> one.id() == number || ticked.contains(one.id()))
                .toList();
        if (chosen.isEmpty()) {
            return new Result.ConfirmedBefore(owner.id());
        }
        chosen.stream().map(PageRequest::id).filter(id -> id != number).forEach(click.putArray("ticked")::add);
        Set<What> answered = chosen.stream().map(one -> what(one, owner.id())).collect(Collectors.toSet());
        List<PageRequest> over = mine.stream().filter(one -> answered.contains(what(one, owner.id()))).toList();
        List<ServiceDefinition> begun = apply(chosen, owner, held, click);
        over.forEach(one -> store.applied(one.id(), clock.instant()));
        confirmations.answered(owner.id(), asked.get().addressId());
        return new Result.Confirmed(owner.id(), begun.stream().map(ServiceDefinition::label).toList(),
                optedOut(owner, begun));
    }

    private List<ServiceDefinition> apply(List<PageRequest> requests, ProfileRef owner, Map<Integer, Ever> held,
            ObjectNode click) {
        Map<Integer, PageRequest> wanted = wanted(requests, owner.id());
        Map<Integer, Standing> before = visitors.standings(owner.id(), wanted.keySet());
        edits.confirm(owner.key(), Source.LANDING_PAGE, proof(requests.getFirst(), click), Actor.RECIPIENT);
        List<ServiceDefinition> begun = new ArrayList<>();
        for (PageRequest request : requests) {
            ObjectNode proof = proof(request, click);
            List<ServiceDefinition> fresh = new ArrayList<>();
            held.forEach((id, service) -> {
                if (request.equals(wanted.get(id)) && !service.deleted()) {
                    subscriptions.subscribe(id, owner.id(), true,
                            new Said(null, Source.LANDING_PAGE, Actor.RECIPIENT, "confirmed by the recipient", proof));
                    begun.add(service.service());
                    if (before.getOrDefault(id, Standing.NONE).status() != SubscriptionStatus.ACTIVE) {
                        fresh.add(service.service());
                    }
                }
            });
            constants(request, owner);
            if (!fresh.isEmpty() || (owner.unconfirmed() && request.equals(requests.getFirst()))) {
                messages.tell(new Change(owner.id(), null, proof, fresh, "click-" + request.id()));
            }
        }
        return begun;
    }

    /// Attributes alone. Who was made for the request has them.
    private void constants(PageRequest request, ProfileRef owner) {
        if (!(request.made() && request.profileId() == owner.id())) {
            pages.version(request.page(), request.version()).filter(page -> !page.constants().isEmpty())
                    .ifPresent(page -> edits.patch(owner.key(), FormTaking.constants(page), Actor.RECIPIENT));
        }
    }

    /// What else waits with the address, in the order it was asked for.
    private List<PageRequest> others(PageRequest asked, Instant until) {
        return store.waiting(asked.addressId(), clock.instant().minus(settings.confirmWithin()), until).stream()
                .filter(one -> one.id() != asked.id()).toList();
    }

    private What what(PageRequest request, int profileId) {
        return new What(request.page(), request.version(), Set.copyOf(wanted(List.of(request), profileId).keySet()));
    }

    private Named named(PageRequest request, int profileId) {
        Set<Integer> wanted = wanted(List.of(request), profileId).keySet();
        return new Named(request.id(), pages.version(request.page(), request.version()).orElse(null),
                services.living(wanted).values().stream().map(ServiceDefinition::label).sorted().toList());
    }

    /// The services that are to begin, by id, each with the newest request for it. Whoever left since asking has said the
    /// later word.
    private Map<Integer, PageRequest> wanted(List<PageRequest> requests, int profileId) {
        Map<Integer, PageRequest> wanted = new TreeMap<>();
        requests.forEach(request -> request.services().forEach(id -> wanted.put(id, request)));
        Map<Integer, Standing> standings = visitors.standings(profileId, wanted.keySet());
        wanted.entrySet().removeIf(one -> standings.getOrDefault(one.getKey(), Standing.NONE)
                .leftAfter(one.getValue().askedAt()));
        return wanted;
    }

    private Map<Integer, Ever> held(List<PageRequest> requests) {
        Map<Integer, Ever> held = new TreeMap<>();
        requests.stream().flatMap(request -> request.services().stream()).distinct().sorted()
                .forEach(id -> services.holdEver(id).ifPresent(service -> held.put(id, service)));
        return held;
    }

    private Optional<Integer> owner(PageRequest request) {
        return owners.find(request.made() ? request.profileId() : null, request.addressId());
    }

    private Optional<ProfileRef> lockOwner(PageRequest request) {
        Optional<ProfileRef> made = request.made()
                ? owners.lock(request.profileId(), request.addressId())
                : Optional.empty();
        return made.or(() -> owners.lockOldest(request.addressId()));
    }

    private static ObjectNode proof(PageRequest request, ObjectNode click) {
        ObjectNode proof = request.evidence().deepCopy();
        proof.put("request", request.id()).put("requestedAt", request.askedAt().toString());
        proof.set("confirmation", click);
        return proof;
    }

    private boolean optedOut(ProfileRef owner, List<ServiceDefinition> begun) {
        Set<Switch> on = arrivals.person(owner.id()).map(person -> person.switches().keySet()).orElse(Set.of());
        return on.contains(Switch.ALL)
                || begun.stream().anyMatch(service -> on.contains(Switch.of(service.channel())));
    }

    private boolean isInTime(PageRequest request) {
        Instant end = request.askedAt().plus(settings.confirmWithin());
        return clock.instant().isBefore(end);
    }
}
