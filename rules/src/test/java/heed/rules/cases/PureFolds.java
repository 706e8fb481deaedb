package heed.rules.cases;

import heed.rules.optout.Choice;
import heed.rules.optout.OptOuts;
import heed.rules.quarantine.AddressEvent;
import heed.rules.quarantine.AddressState;
import heed.rules.quarantine.EventTime;
import heed.rules.quarantine.QuarantineLimits;
import heed.rules.subscription.SubscriptionEvent;
import heed.rules.subscription.SubscriptionState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Runs the cases of the folds through the pure rules, for one order of arrival: what arrives first gets the smaller
/// ledger sequence.
final class PureFolds {

    static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private PureFolds() {
    }

    static Instant minute(int minute) {
        return NOW.plus(Duration.ofMinutes(minute));
    }

    /// The choices of a case that no step voids, in order of arrival, each with its moment.
    static List<Choice> choices(OptOutCase one) {
        Map<String, Choice> named = new HashMap<>();
        List<Choice> choices = new ArrayList<>();
        Instant newest = NOW;
        for (OptOutCase.Step step : one.steps()) {
            switch (step) {
                case OptOutCase.Step.Choose(var act, var at, var id) -> {
                    Instant moment = at.isPresent() ? minute(at.get()) : newest.plusSeconds(1);
                    Choice choice = new Choice(moment, act, choices.size() + 1);
                    newest = moment.isAfter(newest) ? moment : newest;
                    choices.add(choice);
                    id.ifPresent(name -> named.put(name, choice));
                }
                case OptOutCase.Step.Undo(String id) ->
                    choices.remove(Optional.ofNullable(named.get(id)).orElseThrow());
                case OptOutCase.Step.Addresses _,OptOutCase.Step.Delete _ -> {
                    // Neither changes a switch: there is nothing to fold.
                }
            }
        }
        return choices;
    }

    static OptOuts optOuts(List<Choice> arrived) {
        List<Choice> numbered = new ArrayList<>();
        arrived.forEach(choice -> numbered.add(new Choice(choice.at(), choice.act(), numbered.size() + 1)));
        return OptOuts.fold(numbered);
    }

    static AddressState addressState(List<QuarantineCase.Event> arrived) {
        List<AddressEvent> events = new ArrayList<>();
        for (QuarantineCase.Event event : arrived) {
            EventTime.judge(event.type(), NOW.minus(event.ago()), NOW)
                    .ifPresent(at -> events.add(new AddressEvent(at, event.type(), event.reason().orElse(null),
                            event.count(), event.profile(), event.held(), event.id(), events.size() + 1)));
        }
        return AddressState.fold(events, QuarantineLimits.DEFAULT).at(NOW, QuarantineLimits.DEFAULT);
    }

    static SubscriptionState subscription(List<SubscriptionCase.Event> arrived) {
        Map<String, Long> requests = new HashMap<>();
        for (int i = 0; i < arrived.size(); i++) {
            long seq = i + 1L;
            arrived.get(i).id().ifPresent(id -> requests.put(id, seq));
        }
        List<SubscriptionEvent> events = new ArrayList<>();
        for (SubscriptionCase.Event event : arrived) {
            long request = event.of().map(id -> requests.getOrDefault(id, -1L)).orElse(0L);
            events.add(new SubscriptionEvent(event.at(), event.act(), event.pending(), event.until().orElse(null),
                    request, events.size() + 1));
        }
        return SubscriptionState.fold(events, SubscriptionState.CONFIRM_WITHIN);
    }
}
