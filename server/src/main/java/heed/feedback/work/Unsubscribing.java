package heed.feedback.work;

import heed.feedback.Meaning;
import heed.feedback.work.Verdict.Whom;
import heed.ledger.Actor;
import heed.ledger.Source;
import heed.profile.ChoiceRequest;
import heed.profile.Choices;
import heed.profile.ProfileKeyStore;
import heed.profile.ProfileRef;
import heed.profile.Scope;
import heed.rules.Channel;
import heed.rules.optout.Act;
import heed.rules.optout.Switch;
import heed.subscription.ServiceStore;
import heed.subscription.Subscriptions;
import heed.subscription.Subscriptions.Said;
import heed.web.Problem;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A wish to get no more messages that came in as feedback.
///
/// A message to an unsubscribe address (L3) ends the subscription where the delivery was for a service, else opts out of
/// the delivery's channel, as one click does. What a provider's own unsubscribe link told names an address: whoever has
/// it opts out of its channel, each a choice of its own (semantics §1); where nobody has it, the address is marked.
@Component
class Unsubscribing {

    private final Choices choices;
    private final Subscriptions subscriptions;
    private final ProfileKeyStore profiles;
    private final ServiceStore services;
    private final WhomStore whom;

    Unsubscribing(Choices choices, Subscriptions subscriptions, ProfileKeyStore profiles, ServiceStore services,
            WhomStore whom) {
        this.choices = choices;
        this.subscriptions = subscriptions;
        this.profiles = profiles;
        this.services = services;
        this.whom = whom;
    }

    /// Does it, in the caller's transaction, and answers what is to be told of its addresses; the same again changes
    /// nothing.
    ///
    /// @throws Problem 404 where the token names nobody any more
    @Transactional(propagation = Propagation.MANDATORY)
    public Understood apply(Understood one) {
        if (!one.verdict().said().isEmpty()) {
            return byAddress(one);
        }
        Whom named = Objects.requireNonNull(one.verdict().link());
        ProfileRef profile = profiles.find(named.profile())
                .orElseThrow(() -> Problem.notFound("the token names a profile that is gone"));
        if (named.service() > 0 && services.ever(named.service()).isPresent()) {
            subscriptions.unsubscribe(named.service(), profile.id(),
                    new Said(one.item().receivedAt(), Source.MAILTO, Actor.RECIPIENT, null, evidence(one)));
        } else {
            Channel channel = named.channel() == 0 ? Channel.EMAIL : Channel.ofNumber(named.channel());
            choices.choose(profile.key(), new ChoiceRequest(new Act.OptOut(Switch.of(channel)), Scope.PROFILE,
                    one.item().receivedAt(), Source.MAILTO, Actor.RECIPIENT, null, evidence(one)), false, null);
        }
        return one;
    }

    private Understood byAddress(Understood one) {
        Set<Integer> people = new TreeSet<>();
        one.verdict().said().forEach(said -> people.addAll(whom.owners(said.address())));
        Whom named = one.verdict().link();
        if (named != null && named.profile() > 0) {
            profiles.find(named.profile()).ifPresent(profile -> people.add(profile.id()));
        }
        Verdict.Said first = one.verdict().said().getFirst();
        Instant stated = first.at();
        Instant received = one.item().receivedAt();
        Instant at = stated == null || stated.isAfter(received) ? received : stated;
        for (int id : people) {
            profiles.find(id).ifPresent(profile -> choices.choose(profile.key(),
                    new ChoiceRequest(new Act.OptOut(Switch.of(first.address().channel())), Scope.PROFILE, at,
                            Source.API, one.item().actor(), null, evidence(one)),
                    false, null));
        }
        return people.isEmpty() ? new Understood(one.item(), one.verdict().meaning(Meaning.STOP)) : one;
    }

    private static ObjectNode evidence(Understood one) {
        ObjectNode evidence = JsonNodeFactory.instance.objectNode()
                .put("feedback", Long.toString(one.item().id()));
        Whom named = one.verdict().link();
        if (named != null && named.delivery() > 0) {
            evidence.put("delivery", Long.toString(named.delivery()));
        }
        return evidence;
    }
}
