package heed.benchmarks.analysis;

import heed.benchmarks.Figure;
import heed.benchmarks.Population;
import heed.benchmarks.Row;
import heed.benchmarks.Setting;
import heed.benchmarks.Value;
import heed.rules.ExclusionRule;
import java.util.Arrays;
import java.util.List;

/// What-if over the API: two analyses and their difference, a rule left out by turns, beside one analysis in memory; both by turns.
public final class WhatIfRow implements Row {

    private static final int TIMES = 30;

    @Override
    public List<Figure> measure(Setting setting) throws Exception {
        Population people = setting.people();
        Asking asking = Asking.of(setting.heed());
        Delivering deliveries = new Delivering(setting.heed());
        List<String> rules = Arrays.stream(ExclusionRule.values()).filter(ExclusionRule::droppable)
                .map(ExclusionRule::code).toList();
        List<Value> both = Value.byTurns(TIMES, TIMES,
                turn -> asking.analyse(Question.ofAll(people, turn)).nanos(), turn -> {
                    String delivery = deliveries.make(Question.ofAll(people, turn));
                    return Value.nanos(() -> deliveries.whatIf(delivery, rules.get(turn % rules.size())));
                });
        Value memory = both.getFirst();
        Value whatIf = both.getLast();
        Value slowest = new Value(whatIf.p95(), whatIf.p95(), whatIf.times(), whatIf.unit());
        return List.of(Figure.within("what-if", "what-if over the API, p95", slowest,
                "the in-memory analysis of the same audience", memory, 3));
    }
}
