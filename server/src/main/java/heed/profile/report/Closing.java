package heed.profile.report;

import heed.ledger.Actor;
import heed.profile.ChoiceAnswer;
import heed.profile.ChoiceRequest;
import heed.profile.Choices;
import heed.profile.OptOutStore;
import heed.profile.ProfileKeyStore;
import heed.profile.ProfileRef;
import heed.profile.Scope;
import heed.rules.Channel;
import heed.rules.optout.Act;
import heed.rules.optout.OptOuts;
import heed.web.EntityTag;
import heed.web.Problem;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.JsonNodeFactory;

/// Closes the hole: the opt-out of one owner is widened to its addresses, whoever else uses them (semantics §1,
/// `scope: address`). Never opts anybody out who is not.
@Component
class Closing {

    private final ProfileKeyStore keys;
    private final OptOutStore optOuts;
    private final Choices choices;

    Closing(ProfileKeyStore keys, OptOutStore optOuts, Choices choices) {
        this.keys = keys;
        this.optOuts = optOuts;
        this.choices = choices;
    }

    /// What became of it.
    sealed interface Outcome {

        /// The addresses are marked.
        ///
        /// @param seq the ledger entry; voiding it takes the marks away again
        record Closed(long seq) implements Outcome {}

        /// All of them were marked already.
        record ClosedBefore() implements Outcome {}

        /// The person is not opted out of the channel any more: there is nothing to widen.
        record NotOptedOut() implements Outcome {}
    }

    /// Widens the opt-out that keeps this person off the channel.
    ///
    /// @throws Problem 404 for an unknown key, 412 where the person's choices changed this very moment
    Outcome close(String key, Channel channel, Actor actor, String reason) {
        ProfileRef profile = keys.find(key).orElseThrow(() -> Problem.notFound("there is no profile with this key"));
        String seen = EntityTag.of(optOuts.tag(profile.id())).value();
        OptOuts known = optOuts.of(List.of(profile.id())).getOrDefault(profile.id(), OptOuts.none());
        if (!known.covers(channel)) {
            return new Outcome.NotOptedOut();
        }
        var evidence = JsonNodeFactory.instance.objectNode().put("report", "still-contactable");
        ChoiceRequest request = new ChoiceRequest(new Act.OptOut(WideningStore.which(known, channel)), Scope.ADDRESS,
                null, actor.source(), actor, reason, evidence);
        // A choice that the person makes meanwhile must not be taken back by this one.
        ChoiceAnswer answer = choices.choose(key, request, false, seen);
        return answer.changed() ? new Outcome.Closed(answer.seq()) : new Outcome.ClosedBefore();
    }
}
