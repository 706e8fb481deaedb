package heed.delivery;

import heed.delivery.Analysis.Counts;
import heed.delivery.Analysis.Row;
import heed.delivery.AudienceStore.Members;
import heed.delivery.Delivery.Plan;
import heed.delivery.analysis.Engine;
import heed.delivery.analysis.FactSets;
import heed.delivery.analysis.Waterfall;
import heed.delivery.analysis.index.IndexView;
import heed.delivery.analysis.index.Position;
import heed.delivery.analysis.index.ProfileIndex;
import heed.rules.Typology;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/// Asks the profile index about a delivery's audience. Stores nothing.
@Component
public class Analyser {
    private final AudienceStore audiences;
    private final ProfileIndex index;
    private final Clock clock;

    Analyser(AudienceStore audiences, ProfileIndex index, Clock clock) {
        this.audiences = audiences;
        this.index = index;
        this.clock = clock;
    }

    /// An audience at one position and moment, divided.
    ///
    /// @param position where the index stood
    /// @param moment what subscriptions were judged at
    /// @param unknown names in the audience that nobody living has
    /// @param waterfall who is left, and why the others are not
    public record Outcome(Position position, Instant moment, int unknown, Waterfall waterfall) {

        /// How many.
        public Counts counts() {
            return new Counts(waterfall.audience().getLongCardinality(), unknown,
                    waterfall.target().getLongCardinality(), waterfall.rows().stream().map(Row::of).toList());
        }
    }

    /// What would be, and how many the plan itself targets at the same position and moment.
    record WhatIf(Outcome outcome, long targeted) {}

    /// Divides the plan's audience under its typology, at the contact date or now, with everything counted that was
    /// committed before.
    Outcome analyse(Plan plan) {
        return ask(plan, (engine, look) -> look.outcome(engine.analyse(plan.typology())));
    }

    /// Divides it under another typology. Of the plan's own only the size of the target is made, from the same facts.
    WhatIf whatIf(Plan plan, Typology other) {
        return ask(plan, (engine, look) -> new WhatIf(look.outcome(engine.analyse(other)),
                engine.targeted(plan.typology())));
    }

    /// Divides it under each of these typologies, all at one position and moment, and answers in their order.
    public List<Outcome> compare(Plan plan, List<Typology> typologies) {
        return ask(plan, (engine, look) -> {
            Map<Typology, Outcome> asked = new HashMap<>();
            return typologies.stream()
                    .map(typology -> asked.computeIfAbsent(typology, fresh -> look.outcome(engine.analyse(fresh))))
                    .toList();
        });
    }

    /// How far the index is loaded, 0 to 1; 1 when questions are answered at once.
    public double loaded() {
        return index.progress();
    }

    /// What stands fixed while an engine is asked.
    private record Look(Position position, Instant moment, int unknown) {

        Outcome outcome(Waterfall waterfall) {
            return new Outcome(position, moment, unknown, waterfall);
        }
    }

    private <T> T ask(Plan plan, BiFunction<Engine, Look, T> question) {
        Function<IndexView, Members> audience = audiences.resolve(plan.audience());
        Instant moment = plan.contactDate() != null
                ? plan.contactDate()
                : clock.instant().truncatedTo(ChronoUnit.MICROS);
        return index.ask(view -> {
            Members members = audience.apply(view);
            FactSets facts = view.facts(plan.channel(), plan.serviceId(), moment);
            return question.apply(new Engine(facts, members.profiles()),
                    new Look(view.position(), moment, members.unknown()));
        });
    }

    /// A running analysis that waits for the index to be loaded, with how far that has come: half of the work.
    Analysis withLoading(Analysis analysis) {
        return analysis.state() == Analysis.State.RUNNING && analysis.progress() == 0
                ? new Analysis(analysis.id(), analysis.state(), index.progress() / 2, analysis.error(),
                        analysis.result())
                : analysis;
    }
}
