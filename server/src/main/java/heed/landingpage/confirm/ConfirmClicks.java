package heed.landingpage.confirm;

import heed.landingpage.visit.PageRequests;
import heed.landingpage.visit.PageRequests.Waiting;
import heed.landingpage.wording.ShownWordings;
import heed.landingpage.wording.Wording;
import heed.ledger.Actor;
import heed.ledger.LedgerReadStore;
import heed.ledger.Source;
import heed.link.Link;
import heed.link.Links;
import heed.link.Purpose;
import heed.profile.ProfileSubscriptions;
import heed.profile.ProfileSubscriptions.Subscribed;
import heed.rules.SubscriptionStatus;
import heed.subscription.ServiceDefinition;
import heed.subscription.ServiceStore;
import heed.subscription.Subscriptions;
import heed.subscription.Subscriptions.Said;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What a click on the button of a confirmation page does. However often it is clicked, it is done once: a repeat writes
/// nothing.
@Component
class ConfirmClicks {

    private final Links links;
    private final RecipientStore recipients;
    private final ServiceStore services;
    private final Subscriptions subscriptions;
    private final ProfileSubscriptions standings;
    private final PageRequests requests;
    private final Confirmations confirmations;
    private final LedgerReadStore entries;
    private final ShownWordings wordings;

    ConfirmClicks(Links links, RecipientStore recipients, ServiceStore services, Subscriptions subscriptions,
            ProfileSubscriptions standings, PageRequests requests, Confirmations confirmations, LedgerReadStore entries,
            ShownWordings wordings) {
        this.links = links;
        this.recipients = recipients;
        this.services = services;
        this.subscriptions = subscriptions;
        this.standings = standings;
        this.requests = requests;
        this.confirmations = confirmations;
        this.entries = entries;
        this.wordings = wordings;
    }

    /// What a link asks to confirm.
    ///
    /// @param to whom it reaches
    /// @param service what to subscribe to; null: the address that was typed into a page
    /// @param waiting what was filled in there; null: it is about a service, or nothing waits any more
    record Asked(Link link, Recipient to, @Nullable ServiceDefinition service, @Nullable Waiting waiting) {}

    /// What stood around the button.
    ///
    /// @param words that were read
    /// @param shownAt when
    /// @param ticked numbers of the other requests that were chosen there
    record Read(Wording words, Instant shownAt, Set<Long> ticked) {}

    /// What a click came to.
    sealed interface Outcome {

        /// It is so now.
        ///
        /// @param services labels of what the person is subscribed to by it
        /// @param optedOut does an opt-out of the person keep these messages away all the same?
        record Confirmed(List<String> services, boolean optedOut) implements Outcome {}

        /// It was so before.
        ///
        /// @param services labels of what the person is subscribed to
        record ConfirmedBefore(List<String> services) implements Outcome {}

        /// There is nothing to confirm, any more or ever.
        record Over() implements Outcome {}
    }

    /// What the token asks for; empty for one that was never made, and for what is gone. Looks only.
    Optional<Asked> asked(String token) {
        Link link = links.read(token).filter(one -> one.purpose() == Purpose.CONFIRM).orElse(null);
        if (link == null) {
            return Optional.empty();
        }
        Waiting waiting = link.page() == 0 ? null : requests.waiting(link.request()).orElse(null);
        Recipient to = recipients.find(waiting == null ? link.profile() : waiting.profileId()).orElse(null);
        if (to == null) {
            return Optional.empty();
        }
        if (link.page() != 0) {
            return Optional.of(new Asked(link, to, null, waiting));
        }
        return services.ever(link.service()).filter(service -> !service.deleted())
                .map(service -> new Asked(link, to, service.service(), null));
    }

    /// The button was pressed.
    ///
    /// @param read what the page of the button said
    /// @param click the proof of the click; what it confirms is added
    @Transactional
    public Outcome confirm(Asked asked, Read read, ObjectNode click) {
        long request = asked.link().request();
        ServiceDefinition service = asked.service();
        click.put("request", request);
        Long message = confirmations.messageOf(request, service == null);
        if (message != null) {
            click.put("message", message);
        }
        wordings.keep(read.words(), click);
        return service == null ? confirmPage(request, read, click) : confirmService(asked, service, click);
    }

    private Outcome confirmPage(long request, Read read, ObjectNode click) {
        return switch (requests.confirm(request, read.ticked(), read.shownAt(), click)) {
            case PageRequests.Result.Confirmed confirmed -> new Outcome.Confirmed(confirmed.services(),
                    confirmed.optedOut());
            case PageRequests.Result.ConfirmedBefore _ -> new Outcome.ConfirmedBefore(List.of());
            case PageRequests.Result.Over _ -> new Outcome.Over();
        };
    }

    private Outcome confirmService(Asked asked, ServiceDefinition service, ObjectNode click) {
        return switch (standing(asked.to().id(), service)) {
            case ACTIVE -> new Outcome.ConfirmedBefore(List.of(service.label()));
            case PENDING -> confirmPending(asked, service, click);
            // A link that is over says nothing anew: whoever left or was too late asks again.
            case NONE, EXPIRED, ENDED -> new Outcome.Over();
        };
    }

    private Outcome confirmPending(Asked asked, ServiceDefinition service, ObjectNode click) {
        ObjectNode evidence = click.deepCopy();
        entries.find(asked.link().request()).map(entry -> entry.evidence()).ifPresent(first -> carry(first, evidence));
        Subscriptions.Answer answer = subscriptions.confirm(service.id(), asked.link().profile(),
                asked.link().request(),
                new Said(null, Source.LANDING_PAGE, Actor.RECIPIENT, null, evidence));
        if (!answer.state().equals(SubscriptionStatus.ACTIVE.code())) {
            return new Outcome.Over();
        }
        return answer.seq() == 0
                ? new Outcome.ConfirmedBefore(List.of(service.label()))
                : new Outcome.Confirmed(List.of(service.label()),
                        recipients.isOptedOut(asked.to().id(), service.channel()));
    }

    /// The page that the request came from has the say about the message that follows.
    private static void carry(JsonNode request, ObjectNode click) {
        for (String name : List.of("page", "version", PageMessages.EVIDENCE, "delivery")) {
            if (request.has(name)) {
                click.set(name, request.get(name));
            }
        }
    }

    private SubscriptionStatus standing(int profileId, ServiceDefinition service) {
        return standings.of(List.of(profileId)).getOrDefault(profileId, List.of()).stream()
                .filter(one -> one.service().equals(service.name())).map(Subscribed::state)
                .flatMap(code -> SubscriptionStatus.ofCode(code).stream()).findFirst().orElse(SubscriptionStatus.NONE);
    }
}
