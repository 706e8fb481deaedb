package heed.feedback.work;

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
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A message to an unsubscribe address (L3): ends the subscription where the delivery was for a service, else opts out of
/// the delivery's channel, as one click does.
@Component
class Unsubscribing {

    private final Choices choices;
    private final Subscriptions subscriptions;
    private final ProfileKeyStore profiles;
    private final ServiceStore services;

    Unsubscribing(Choices choices, Subscriptions subscriptions, ProfileKeyStore profiles, ServiceStore services) {
        this.choices = choices;
        this.subscriptions = subscriptions;
        this.profiles = profiles;
        this.services = services;
    }

    /// Does it, in the caller's transaction; the same message again changes nothing.
    ///
    /// @throws Problem 404 where the token names nobody any more
    @Transactional(propagation = Propagation.MANDATORY)
    public void apply(Understood one) {
        Whom whom = Objects.requireNonNull(one.verdict().link());
        ProfileRef profile = profiles.find(whom.profile())
                .orElseThrow(() -> Problem.notFound("the token names a profile that is gone"));
        ObjectNode evidence = JsonNodeFactory.instance.objectNode()
                .put("feedback", Long.toString(one.item().id()));
        if (whom.delivery() > 0) {
            evidence.put("delivery", Long.toString(whom.delivery()));
        }
        if (whom.service() > 0 && services.ever(whom.service()).isPresent()) {
            subscriptions.unsubscribe(whom.service(), profile.id(),
                    new Said(one.item().receivedAt(), Source.MAILTO, Actor.RECIPIENT, null, evidence));
        } else {
            Channel channel = whom.channel() == 0 ? Channel.EMAIL : Channel.ofNumber(whom.channel());
            choices.choose(profile.key(), new ChoiceRequest(new Act.OptOut(Switch.of(channel)), Scope.PROFILE,
                    one.item().receivedAt(), Source.MAILTO, Actor.RECIPIENT, null, evidence), false, null);
        }
    }
}
