package heed.landingpage.oneclick;

import heed.ledger.Actor;
import heed.ledger.Source;
import heed.ledger.WordingStore;
import heed.link.Link;
import heed.link.Links;
import heed.link.Purpose;
import heed.profile.ChoiceAnswer;
import heed.profile.ChoiceRequest;
import heed.profile.Choices;
import heed.profile.ProfileKeyStore;
import heed.profile.ProfileRef;
import heed.profile.Scope;
import heed.rules.Channel;
import heed.rules.optout.Act;
import heed.rules.optout.Switch;
import heed.subscription.ServiceDefinition;
import heed.subscription.ServiceStore;
import heed.subscription.ServiceStore.Ever;
import heed.subscription.Subscriptions;
import heed.subscription.Subscriptions.Said;
import java.util.Arrays;
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
    private final Choices choices;
    private final WordingStore wordings;

    OneClick(Links links, ProfileKeyStore profiles, ServiceStore services, Subscriptions subscriptions, Choices choices,
            WordingStore wordings) {
        this.links = links;
        this.profiles = profiles;
        this.services = services;
        this.subscriptions = subscriptions;
        this.choices = choices;
        this.wordings = wordings;
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

    /// Can that be asked for at all? A form may name a service that never was.
    boolean isPossible(Wish wish) {
        return !(wish instanceof Wish.End(int id)) || services.ever(id).isPresent();
    }

    /// The mailbox provider's POST: what the link was made for.
    @Transactional
    public Done oneClick(Recipient recipient) {
        return act(recipient, recipient.own(), Source.ONE_CLICK, evidence(recipient));
    }

    /// A button of the page.
    ///
    /// @param read the words that the person read before pressing it
    @Transactional
    public Done pressed(Recipient recipient, Wish wish, String read, Locale language) {
        ObjectNode evidence = evidence(recipient).put("page", "one_click").put("language", language.getLanguage())
                .put(WordingStore.HASH, wordings.keep(read));
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

    /// U11: the delivery that the link was sent with.
    private static ObjectNode evidence(Recipient recipient) {
        return JsonNodeFactory.instance.objectNode().put("delivery", Long.toString(recipient.link().delivery()))
                .put("link", "unsubscribe");
    }
}
