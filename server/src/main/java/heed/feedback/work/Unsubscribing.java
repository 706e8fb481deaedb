package heed.feedback.work;

import heed.feedback.work.Verdict.Whom;
import heed.ledger.Source;
import heed.profile.ChoiceRequest;
import heed.profile.Choices;
import heed.profile.Scope;
import heed.rules.Channel;
import heed.rules.optout.Act;
import heed.rules.optout.Switch;
import heed.subscription.Subscriptions;
import heed.subscription.Subscriptions.Said;
import heed.subscription.Subscriptions.Whose;
import heed.web.Problem;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
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
    private final JdbcClient jdbc;

    Unsubscribing(Choices choices, Subscriptions subscriptions, JdbcClient jdbc) {
        this.choices = choices;
        this.subscriptions = subscriptions;
        this.jdbc = jdbc;
    }

    /// Does it, in the caller's transaction; the same message again changes nothing.
    ///
    /// @throws Problem 404 where the token names nobody any more
    @Transactional(propagation = Propagation.MANDATORY)
    public void apply(Understood one) {
        Whom whom = Objects.requireNonNull(one.verdict().link());
        String key = key(whom.profile()).orElseThrow(() -> Problem.notFound("the token names a profile that is gone"));
        ObjectNode evidence = JsonNodeFactory.instance.objectNode()
                .put("feedback", Long.toString(one.item().id()));
        if (whom.delivery() > 0) {
            evidence.put("delivery", Long.toString(whom.delivery()));
        }
        Optional<String> service = service(whom.service());
        if (service.isPresent()) {
            subscriptions.unsubscribe(new Whose(service.get(), key), new Said(one.item().receivedAt(), Source.MAILTO,
                    one.item().actor(), null, evidence));
        } else {
            Channel channel = whom.channel() == 0 ? Channel.EMAIL : Channel.ofNumber(whom.channel());
            choices.choose(key, new ChoiceRequest(new Act.OptOut(Switch.of(channel)), Scope.PROFILE,
                    one.item().receivedAt(), Source.MAILTO, one.item().actor(), null, evidence), false, null);
        }
    }

    private Optional<String> key(int profile) {
        // Expects the primary key.
        return jdbc.sql("select key from profiles where id = :id").param("id", profile).query(String.class).optional();
    }

    private Optional<String> service(int id) {
        // Expects the primary key.
        return id == 0
                ? Optional.empty()
                : jdbc.sql("select name from services where id = :id").param("id", id).query(String.class).optional();
    }
}
