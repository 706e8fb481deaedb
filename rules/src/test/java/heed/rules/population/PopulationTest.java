package heed.rules.population;

import static org.assertj.core.api.Assertions.assertThat;

import heed.rules.Cause;
import heed.rules.Channel;
import heed.rules.ExclusionRule;
import heed.rules.Typology;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PopulationTest {

    private static final Question MARKETING = new Question(Channel.EMAIL, "news", Typology.MARKETING,
            PopulationGenerator.NOW);

    @Test
    void everyRuleDecidesForSomebodyAndAudienceIsTargetPlusDeciding() {
        Population population = PopulationGenerator.withUnknowns(1, 10_000);

        PlainAnalysis analysis = PlainAnalysis.of(population, MARKETING, population.living());

        assertThat(analysis.target().size() + analysis.excluded().size()).isEqualTo(population.living().size());
        assertThat(analysis.target()).hasSizeGreaterThan(1_000);
        assertThat(analysis.excluded().values().stream().map(List::getFirst).map(Cause::rule)
                .collect(Collectors.toSet())).isEqualTo(EnumSet.allOf(ExclusionRule.class));
    }

    @Test
    void theSameSeedMakesTheSameWorld() {
        assertThat(PopulationGenerator.withUnknowns(7, 500)).isEqualTo(PopulationGenerator.withUnknowns(7, 500));
        assertThat(PopulationGenerator.known(7, 500)).isNotEqualTo(PopulationGenerator.known(8, 500));
    }

    @Test
    void nothingFailsWhereEverythingIsKnown() {
        Population population = PopulationGenerator.known(2, 2_000);

        PlainAnalysis analysis = PlainAnalysis.of(population, MARKETING, population.living());

        assertThat(analysis.matching(Cause.of(ExclusionRule.RULE_FAILED))).isZero();
    }
}
