package heed.faults;

import static org.assertj.core.api.Assertions.assertThat;

import heed.faults.Population.People;
import heed.faults.Wire.Ask;
import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Kill -9 of Heed, and of its PostgreSQL, in the middle of every kind of work: what was acknowledged is there, nothing
/// is done twice, and whoever opted out is in no later target. One server lives through all rounds, on one directory.
///
/// All kinds of work are done at once and share a kill; in full each has ten for itself besides.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KillIT {

    private static final int ROUNDS = 10;

    @SuppressWarnings("NullAway.Init")
    private ChildServer server;
    @SuppressWarnings("NullAway.Init")
    private Population population;

    @BeforeAll
    void start() throws IOException {
        server = ChildServer.start(Faults.home("killed"), Map.of());
        population = new Population(server);
    }

    @AfterAll
    void end() {
        server.close();
    }

    @ParameterizedTest
    @EnumSource(Victim.class)
    void whatIsDoneAtOnceIsAllThereAndNothingTwice(Victim victim) {
        List<Scenario> kinds = List.of(new OptOuts(server, population), new ImportedFile(server, population),
                new Analyses(server, population), new HandOffs(server, population),
                new RepeatedRequests(server, population), new FeedbackStorm(server, population));
        List<Report> reports = kinds.stream().map(kind -> report(kind, victim)).toList();
        Killer killer = new Killer(server, victim, Faults.random("everything at once, " + victim));
        for (int round = 0; round < victim.roundsAtOnce(); round++) {
            Killing killing = new SharedKilling(killer, round, kinds.size());
            try (ExecutorService threads = Executors.newFixedThreadPool(kinds.size())) {
                int number = round;
                List<CompletableFuture<Void>> ends = IntStream.range(0, kinds.size())
                        .mapToObj(i -> CompletableFuture.runAsync(
                                () -> kinds.get(i).round(killing, number, reports.get(i)), threads))
                        .toList();
                ends.forEach(CompletableFuture::join);
            }
            check();
        }
        reports.forEach(KillIT::end);
    }

    @FullForm
    void everyAcknowledgedOptOutIsThereOnce(Victim victim) {
        rounds(new OptOuts(server, population), victim);
    }

    @FullForm
    void anImportGoesOnByItselfAndAppliesNoRowTwice(Victim victim) {
        rounds(new ImportedFile(server, population), victim);
    }

    @FullForm
    void anAnalysisIsDoneOrCanBeRepeated(Victim victim) {
        rounds(new Analyses(server, population), victim);
    }

    @FullForm
    void aHandOffReachesEverybodyOnce(Victim victim) {
        rounds(new HandOffs(server, population), victim);
    }

    @FullForm
    void whoRepeatsUntilThereIsAnAnswerCausesOneEffect(Victim victim) {
        rounds(new RepeatedRequests(server, population), victim);
    }

    @FullForm
    void everyAcknowledgedPieceOfFeedbackCountsOnce(Victim victim) {
        rounds(new FeedbackStorm(server, population), victim);
    }

    /// PostgreSQL gives a transaction id a second time when nothing of the first was on disk: here of savepoints that were
    /// rolled back. Whoever remembers a snapshot from before must not take the new one for seen.
    @Test
    void aTransactionIdThatIsGivenTwiceIsNotTakenForOneThatWasSeen() {
        People people = population.add(60);
        server.database().sql("checkpoint").update();
        population.inTransaction(statement -> {
            for (int i = 0; i < 20; i++) {
                statement.execute("savepoint s");
                statement.execute("select pg_current_xact_id()");
                statement.execute("rollback to savepoint s");
            }
            population.checkIndex();
            server.killPostgres(PostgresPart.EVERYTHING, new Random(0));
        });
        server.awaitAnswer();

        for (String key : people.keys()) {
            server.wire().untilAnswered(Ask.post("/profiles/" + key + "/opt-outs", "{\"channel\":\"all\"}")).orFail();
            population.acknowledge(key);
        }

        population.checkTarget();
    }

    private void rounds(Scenario scenario, Victim victim) {
        Killing killing = new AloneKilling(
                new Killer(server, victim, Faults.random(scenario.name() + ", " + victim)));
        Report report = report(scenario, victim);
        for (int round = 0; round < ROUNDS; round++) {
            scenario.round(killing, round, report);
            check();
        }
        end(report);
    }

    private void check() {
        population.checkTarget();
        assertThat(server.wire().unclear()).as("answers that are not clear").isEmpty();
    }

    private static Report report(Scenario scenario, Victim victim) {
        return new Report(scenario.name(), victim.name().toLowerCase(Locale.ROOT));
    }

    private static void end(Report report) {
        report.write();
        assertThat(List.of(report.lost(), report.repeated())).as("lost, repeated").containsOnly(0L);
    }

    /// Once for each victim, where all rounds are asked for.
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @ParameterizedTest
    @EnumSource(Victim.class)
    @EnabledIfSystemProperty(named = "heed.faults", matches = "full", disabledReason = "the short form has one kill for all")
    private @interface FullForm {
    }
}
