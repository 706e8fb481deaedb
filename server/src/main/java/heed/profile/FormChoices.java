package heed.profile;

import heed.ledger.Actor;
import heed.ledger.Voiding;
import heed.profile.choice.ChoiceState;
import heed.profile.choice.ChoiceStore;
import heed.rules.optout.Act;
import heed.rules.optout.ChoiceTime;
import heed.rules.optout.FormDiff;
import heed.rules.optout.OptOuts;
import heed.rules.optout.Switch;
import heed.web.Problem;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Takes what a form of boxes asks for (semantics §1, "A form never replaces"): the boxes that differ become choices,
/// all at one moment, in one transaction; nothing that the person chose meanwhile is lifted ([FormDiff]).
@Component
public class FormChoices {

    private final Choices choices;
    private final ChoiceStore store;
    private final OptOutStore optOuts;
    private final Clock clock;

    FormChoices(Choices choices, ChoiceStore store, OptOutStore optOuts, Clock clock) {
        this.choices = choices;
        this.store = store;
        this.optOuts = optOuts;
        this.clock = clock;
    }

    /// What a form came to.
    ///
    /// @param on the switches that went on
    /// @param off the switches that went off
    /// @param withheld boxes that were unticked and whose switches stay on, because `all` is on
    /// @param chosenAgain boxes that were unticked and whose switches stay on, because the newest choice behind them is
    ///         another than the form showed
    /// @param seqs the ledger entries of its choices; voiding them all undoes it. None: no box differed
    /// @param stillExcluded does something else exclude the person on a channel that was opened?
    public record Chosen(Set<Switch> on, Set<Switch> off, Set<Switch> withheld, Set<Switch> chosenAgain,
            List<Long> seqs, boolean stillExcluded) {

        public Chosen {
            on = Set.copyOf(on);
            off = Set.copyOf(off);
            withheld = Set.copyOf(withheld);
            chosenAgain = Set.copyOf(chosenAgain);
            seqs = List.copyOf(seqs);
        }
    }

    /// Who sends the form, and what proves it.
    ///
    /// @param actor whose hand it is; names the source
    /// @param reason why
    /// @param evidence what is kept beside the boxes, as the page and its wording
    public record Sender(Actor actor, String reason, ObjectNode evidence) {}

    /// Records the choices of a form for whom the key reaches, deleted profiles included.
    ///
    /// @param shown the boxes that the form showed ticked, each with the newest entry behind it then ([OptOutStore#newest])
    /// @param wanted the boxes that are ticked now
    /// @throws Problem 404 for an unknown key
    @Transactional
    public Chosen choose(String key, Map<Switch, Long> shown, Set<Switch> wanted, Actor actor, String reason) {
        return choose(key, shown, wanted, new Sender(actor, reason, JsonNodeFactory.instance.objectNode()));
    }

    /// The same with proof of its own.
    ///
    /// @throws Problem 404 for an unknown key
    @Transactional
    public Chosen choose(String key, Map<Switch, Long> shown, Set<Switch> wanted, Sender sender) {
        ChoiceState before = store.lock(key)
                .orElseThrow(() -> Problem.notFound("there is no profile with this key"));
        FormDiff diff = FormDiff.of(shown, wanted, optOuts.newest(before.profile().id()));
        Instant at = ChoiceTime.now(clock.instant(), before.newest());
        ObjectNode evidence = evidence(sender, shown.keySet(), wanted);
        List<ChoiceAnswer> answers = new ArrayList<>();
        ChoiceState state = before;
        for (Act act : diff.acts()) {
            ObjectNode proof = evidence.deepCopy();
            if (act instanceof Act.OptOut(Switch what) && before.optOuts().on().contains(what)
                    && diff.acts().getFirst().equals(new Act.OptIn(Switch.ALL))) {
                Voiding.onlyAfter(answers.getFirst().seq(), proof);
            }
            answers.add(choices.first(state, new ChoiceRequest(act, Scope.PROFILE, at, sender.actor().source(),
                    sender.actor(), sender.reason(), proof), at));
            state = store.lock(before.profile().id());
        }
        OptOuts after = state.optOuts();
        boolean stillExcluded = answers.stream().anyMatch(answer -> !answer.stillExcludedBy().isEmpty());
        return new Chosen(difference(after.on(), before.optOuts().on()), difference(before.optOuts().on(), after.on()),
                diff.withheld(), diff.chosenAgain(), answers.stream().map(ChoiceAnswer::seq).toList(), stillExcluded);
    }

    /// What the form showed and what was ticked in it: the proof of what its sender saw.
    private static ObjectNode evidence(Sender sender, Set<Switch> shown, Set<Switch> wanted) {
        ObjectNode evidence = sender.evidence().deepCopy();
        shown.stream().sorted().map(Switch::code).forEach(evidence.putArray("shown")::add);
        wanted.stream().sorted().map(Switch::code).forEach(evidence.putArray("ticked")::add);
        return evidence;
    }

    private static Set<Switch> difference(Set<Switch> some, Set<Switch> others) {
        EnumSet<Switch> difference = EnumSet.noneOf(Switch.class);
        difference.addAll(some);
        difference.removeAll(others);
        return difference;
    }
}
