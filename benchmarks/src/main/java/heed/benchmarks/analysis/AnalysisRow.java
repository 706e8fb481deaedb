package heed.benchmarks.analysis;

import heed.benchmarks.Figure;
import heed.benchmarks.Formulations;
import heed.benchmarks.Population;
import heed.benchmarks.Row;
import heed.benchmarks.Setting;
import heed.benchmarks.Value;
import heed.delivery.analysis.CauseSet;
import heed.delivery.analysis.Waterfall;
import heed.rules.ExclusionRule;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// The analysis in memory: target, everybody's causes and three counts, beside DuckDB in memory.
public final class AnalysisRow implements Row {

    private static final int TIMES = 30;
    private static final int SLOW_TIMES = 3;
    private static final String WHAT = "analysis in memory, every built-in rule, duplicates, three counts";

    @Override
    public List<Figure> measure(Setting setting) throws Exception {
        Population people = setting.people();
        Asking asking = Asking.of(setting.heed());
        Value heed = Value.ofTurns(TIMES, TIMES, turn -> asking.analyse(Question.ofMost(people, turn)).nanos());
        setting.progress().say("in memory: " + heed.text());
        try (DuckDb duckDb = DuckDb.inMemory(people)) {
            setting.progress().say("loaded DuckDB");
            Question question = Question.ofMost(people, 0);
            Waterfall waterfall = asking.analyse(question).waterfall();
            Answer answer = Answer.of(waterfall, setting.heed());
            for (String file : DuckDb.DECIDE) {
                duckDb.run(file, question);
                DifferentAnswers.check(file, answer, duckDb.answer());
            }
            setting.progress().say("equal answers, " + answer);
            Value decide = Formulations.best(setting.progress(), DuckDb.DECIDE, file -> Value.ofTurns(1, SLOW_TIMES,
                    turn -> Value.nanos(() -> duckDb.run(file, Question.ofMost(people, turn)))));
            Value count = counts(setting, duckDb, asking);
            return List.of(
                    Figure.faster("analysis-table", WHAT, heed, "DuckDB making the same table", decide, 100),
                    Figure.faster("analysis-counts", WHAT, heed, "DuckDB, only the counts from ready-made booleans",
                            count, 10));
        }
    }

    private static Value counts(Setting setting, DuckDb duckDb, Asking asking) throws Exception {
        Population people = setting.people();
        Question everybody = Question.ofAll(people, 0);
        duckDb.run("drop table decisions");
        duckDb.run("duckdb/booleans.sql", everybody);
        List<Long> ours = counts(asking.analyse(everybody).waterfall());
        for (String file : DuckDb.COUNT) {
            DifferentAnswers.check(file, ours, duckDb.counts(file, everybody));
        }
        return Formulations.best(setting.progress(), DuckDb.COUNT,
                file -> Value.ofTurns(SLOW_TIMES, 10 * setting.turns(),
                        turn -> count(duckDb, file, Question.ofMost(people, turn))));
    }

    private static long count(DuckDb duckDb, String file, Question question) throws SQLException, IOException {
        long start = System.nanoTime();
        List<Long> counts = duckDb.counts(file, question);
        long nanos = System.nanoTime() - start;
        if (counts.isEmpty()) {
            throw new IllegalStateException(file + " counts nothing");
        }
        return nanos;
    }

    /// In the order in which the other side counts.
    private static List<Long> counts(Waterfall waterfall) {
        List<Long> counts = new ArrayList<>();
        counts.add(waterfall.audience().getLongCardinality());
        counts.add(waterfall.target().getLongCardinality());
        for (ExclusionRule rule : ExclusionRule.values()) {
            if (rule != ExclusionRule.RULE_FAILED) {
                List<CauseSet> rows = waterfall.rows().stream().filter(row -> row.rule() == rule).toList();
                counts.add(rows.stream().mapToLong(CauseSet::matchingCount).sum());
                counts.add(rows.stream().mapToLong(CauseSet::deciding).sum());
                counts.add(rows.stream().mapToLong(CauseSet::only).sum());
            }
        }
        return counts;
    }
}
