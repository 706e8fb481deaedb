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
import java.util.List;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/// Asks the profile index about a delivery's audience. Stores nothing.
@Component
class Analyser {
    private final AudienceStore audiences;
    private final ProfileIndex index;
    private final Clock clock;

    Analyser(AudienceStore audiences, ProfileIndex index, Clock clock) {
        this.audiences = audiences;
        this.index = index;
        this.clock = clock;
    }

    /// The same audience, position and moment under one typology or several.
    ///
    /// @param position where the index stood
    /// @param moment what subscriptions were judged at
    /// @param unknown names in the audience that nobody living has
    /// @param waterfalls one a typology, in the order asked
    record Outcome(Position position, Instant moment, int unknown, List<Waterfall> waterfalls) {

        /// The counts of one of the waterfalls.
        Counts counts(Waterfall waterfall) {
            return new Counts(waterfall.audience().getLongCardinality(), unknown,
                    waterfall.target().getLongCardinality(), waterfall.rows().stream().map(Row::of).toList());
        }
    }

    /// Divides the plan's audience under each typology, at the contact date or now, with everything counted that was
    /// committed before.
    Outcome analyse(Plan plan, List<Typology> typologies) {
        Function<IndexView, Members> audience = audiences.resolve(plan.audience());
        Instant moment = plan.contactDate() != null
                ? plan.contactDate()
                : clock.instant().truncatedTo(ChronoUnit.MICROS);
        return index.ask(view -> {
            Members members = audience.apply(view);
            FactSets facts = view.facts(plan.channel(), plan.serviceId(), moment);
            Engine engine = new Engine(facts, members.profiles());
            List<Waterfall> waterfalls = typologies.stream()
                    .map(engine::analyse).toList();
            return new Outcome(view.position(), moment, members.unknown(), waterfalls);
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
