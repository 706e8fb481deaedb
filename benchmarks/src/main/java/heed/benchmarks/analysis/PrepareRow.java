package heed.benchmarks.analysis;

import heed.benchmarks.Figure;
import heed.benchmarks.Formulations;
import heed.benchmarks.Population;
import heed.benchmarks.Row;
import heed.benchmarks.Setting;
import heed.benchmarks.Value;
import heed.delivery.AnalysisStore;
import java.util.List;

/// Preparing a delivery over the API, stored and committed, beside DuckDB in a file and PostgreSQL, both durable.
public final class PrepareRow implements Row {

    private static final int TIMES = 30;
    private static final int SLOW_TIMES = 3;
    private static final String WHAT = "prepare over the API, stored and committed";

    @Override
    public List<Figure> measure(Setting setting) throws Exception {
        Population people = setting.people();
        Delivering deliveries = new Delivering(setting.heed());
        Value heed = Value.ofTurns(TIMES, TIMES, turn -> {
            String delivery = deliveries.make(Question.ofAll(people, turn));
            return Value.nanos(() -> deliveries.prepare(delivery));
        });
        setting.progress().say("prepared: " + heed.text());
        Question question = Question.ofAll(people, 0);
        Answer answer = stored(setting, deliveries, question);
        Value duckDb = duckDb(setting, question, answer);
        Value postgres = postgres(setting, question, answer);
        return List.of(
                Figure.faster("prepare-duckdb", WHAT, heed, "DuckDB making the same table in a file", duckDb, 20),
                Figure.faster("prepare-postgres", WHAT, heed, "PostgreSQL writing target and exclusion log", postgres,
                        100));
    }

    /// What Heed stored, read back.
    private static Answer stored(Setting setting, Delivering deliveries, Question question) throws Exception {
        String delivery = deliveries.make(question);
        deliveries.prepare(delivery);
        AnalysisStore store = setting.heed().bean(AnalysisStore.class);
        long analysis = store.find(Long.parseLong(delivery)).orElseThrow().id();
        return Answer.of(store.waterfall(analysis).orElseThrow(), setting.heed());
    }

    private static Value duckDb(Setting setting, Question question, Answer answer) throws Exception {
        try (DuckDb duckDb = DuckDb.inFile(setting.scratch().resolve("prepare.duckdb"), setting.people())) {
            return Formulations.best(setting.progress(), DuckDb.DECIDE, file -> {
                duckDb.run(file, question);
                DifferentAnswers.check(file, answer, duckDb.answer());
                return Value.ofTurns(0, SLOW_TIMES,
                        turn -> Value.nanos(() -> duckDb.run(file, Question.ofAll(setting.people(), turn))));
            });
        }
    }

    private static Value postgres(Setting setting, Question question, Answer answer) throws Exception {
        try (Postgres postgres = new Postgres(setting.heed(), setting.people())) {
            setting.progress().say("loaded PostgreSQL's tables");
            return Formulations.best(setting.progress(), Postgres.DECIDE, file -> {
                postgres.run(file, question);
                DifferentAnswers.check(file, answer, postgres.answer());
                return Value.ofTurns(0, setting.turns(),
                        turn -> Value.nanos(() -> postgres.run(file, Question.ofAll(setting.people(), turn))));
            });
        }
    }
}
