/// A made-up population with every fact the rules know, and the plain answer to a delivery over it, one person at
/// a time. Whoever answers with sets, SQL or a data lake is held to this answer.
///
/// [heed.rules.population.PopulationGenerator] makes one from a seed; [heed.rules.population.PlainAnalysis] says
/// who is targeted and who is not and why, by `Eligibility.decide` and nothing else.
@NullMarked
package heed.rules.population;

import org.jspecify.annotations.NullMarked;
