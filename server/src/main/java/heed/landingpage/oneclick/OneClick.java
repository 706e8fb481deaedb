package heed.landingpage.oneclick;

import heed.landingpage.arrival.NetworkEvidence;
import heed.landingpage.wording.ShownWordings;
import heed.landingpage.wording.Wording;
import heed.ledger.Actor;
import heed.ledger.Source;
import heed.link.Link;
import heed.link.Links;
import heed.link.Purpose;
import heed.profile.ChoiceAnswer;
import heed.profile.ChoiceRequest;
import heed.profile.Choices;
import heed.profile.ProfileKeyStore;
import heed.profile.ProfileRef;
import heed.profile.ProfileSubscriptions;
import heed.profile.Scope;
import heed.rules.Channel;
import heed.rules.optout.Act;
import heed.rules.optout.Switch;
import heed.subscription.ServiceDefinition;
import heed.subscription.ServiceStore;
import heed.subscription.ServiceStore.Ever;
import heed.subscription.Subscriptions;
import heed.subscription.Subscriptions.Said;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Does what a link asks for: once or a hundred times, each time recorded, the first time with an effect (U9).
@Component
class OneClick {

    private final Links links;
    private final ProfileKeyStore profiles;
    private final ServiceStore services;
    private final Subscriptions subscriptions;
    private final ProfileSubscriptions standings;
    private final Choices choices;
    private final ShownWordings wordings;
    private final NetworkEvidence network;

    OneClick(Links links, ProfileKeyStore profiles, ServiceStore services, Subscriptions subscriptions,
            ProfileSubscriptions standings, Choices choices, ShownWordings wordings, NetworkEvidence network) {
        this.links = links;
        this.profiles = profiles;
        this.services = services;
        this.subscriptions = subscriptions;
        this.standings = standings;
        this.choices = choices;
        this.wordings = wordings;
        this.network = network;
    }

    /// What became of it.
    ///
    /// @param changed false: it was so before
    /// @param seq the ledger entry
    record Done(boolean changed, long seq) {}

    /// Whose link a token is; empty for one that was not made here, or not for this.
    Optional<Recipient> recipient(String token) {
        return links.read(token).filter(link -> link.purpose() == Purpose.UNSUBSCRIBE).flatMap(this::recipient);
    }

    private Optional<Recipient> recipient(Link link) {
        Optional<ServiceDefinition> service = link.service() == 0
                ? Optional.empty()
                : services.ever(link.service()).map(Ever::service);
        Optional<Channel> channel = Arrays.stream(Channel.values()).filter(one -> one.number() == link.request())
                .findFirst();
        Optional<ProfileRef> profile = profiles.find(link.profile());
        return profile.flatMap(who -> channel.map(way -> new Recipient(link, who,
                profiles.locale(who.id()).orElse(null), way, service.orElse(null))));
    }

    /// Can that be asked for with this link? A form may name any number: of services, that of the link counts, and those
    /// that the page offers, of the same channel, to whom the person is or was subscribed.
    boolean isPossible(Recipient recipient, Wish wish) {
        return !(wish instanceof Wish.End(int id)) || recipient.own().equals(wish) || isOffered(recipient, id);
    }

    private boolean isOffered(Recipient recipient, int id) {
        int profile = recipient.profile().id();
        Optional<String> name = services.ever(id).filter(ever -> !ever.deleted()).map(Ever::service)
                .filter(service -> service.channel() == recipient.channel()).map(ServiceDefinition::name);
        return name.isPresent() && standings.of(List.of(profile)).getOrDefault(profile, List.of()).stream()
                .anyMatch(one -> one.service().equals(name.get()));
    }

    /// The mailbox provider's POST: what the link was made for.
    @Transactional
    public Done oneClick(Recipient recipient, HttpServletRequest request) {
        return act(recipient, recipient.own(), Source.ONE_CLICK, evidence(recipient, request));
    }

    /// A button of the page.
    ///
    /// @param read the words that the person read before pressing it
    /// @param shownAt when they were shown; empty where the form does not say
    @Transactional
    public Done pressed(Recipient recipient, Wish wish, Wording read, Optional<Instant> shownAt, Locale language,
            HttpServletRequest request) {
        ObjectNode evidence = evidence(recipient, request).put("page", "one_click").put("language",
                language.getLanguage());
        shownAt.ifPresent(when -> evidence.put("shownAt", when.toString()));
        wordings.keep(read, evidence);
        return act(recipient, wish, Source.LANDING_PAGE, evidence);
    }

    private Done act(Recipient recipient, Wish wish, Source source, ObjectNode evidence) {
        return switch (wish) {
            case Wish.End(int id) -> {
                var answer = subscriptions.unsubscribe(id, recipient.profile().id(),
                        new Said(null, source, Actor.RECIPIENT, null, evidence));
                yield new Done(answer.changed(), answer.seq());
            }
            case Wish.WholeChannel() -> optOut(recipient, Switch.of(recipient.channel()), source, evidence);
            case Wish.Everything() -> optOut(recipient, Switch.ALL, source, evidence);
        };
    }

    private Done optOut(Recipient recipient, Switch what, Source source, ObjectNode evidence) {
        ChoiceAnswer answer = choices.choose(recipient.profile().key(), new ChoiceRequest(new Act.OptOut(what),
                Scope.PROFILE, null, source, Actor.RECIPIENT, null, evidence), false, null);
        return new Done(answer.changed(), answer.seq());
    }

    /// U11: the delivery that the link was sent with, if it was sent with one.
    private ObjectNode evidence(Recipient recipient, HttpServletRequest request) {
        ObjectNode evidence = JsonNodeFactory.instance.objectNode().put("link", "unsubscribe").put("identified",
                "link");
        network.put(evidence, request);
        long delivery = recipient.link().delivery();
        return delivery == 0 ? evidence : evidence.put("delivery", Long.toString(delivery));
    }
}
