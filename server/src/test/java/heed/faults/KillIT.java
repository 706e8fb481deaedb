package heed.faults;

import static org.assertj.core.api.Assertions.assertThat;

import heed.faults.Population.People;
import heed.faults.Wire.Ask;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Kill -9 of Heed, and of its PostgreSQL, in the middle of every kind of work: what was acknowledged is there, nothing
/// is done twice, and whoever opted out is in no later target. One server lives through all rounds, on one directory.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KillIT {

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
    void everyAcknowledgedOptOutIsThereOnce(Victim victim) {
        rounds(new OptOuts(server, population), victim);
    }

    @ParameterizedTest
    @EnumSource(Victim.class)
    void anImportGoesOnByItselfAndAppliesNoRowTwice(Victim victim) {
        rounds(new ImportedFile(server, population), victim);
    }

    @ParameterizedTest
    @EnumSource(Victim.class)
    void anAnalysisIsDoneOrCanBeRepeated(Victim victim) {
        rounds(new Analyses(server, population), victim);
    }

    @ParameterizedTest
    @EnumSource(Victim.class)
    void aHandOffReachesEverybodyOnce(Victim victim) {
        rounds(new HandOffs(server, population), victim);
    }

    @ParameterizedTest
    @EnumSource(Victim.class)
    void whoRepeatsUntilThereIsAnAnswerCausesOneEffect(Victim victim) {
        rounds(new RepeatedRequests(server, population), victim);
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
        Random random = Faults.random(scenario.name() + ", " + victim);
        Report report = new Report(scenario.name(), victim.name().toLowerCase(Locale.ROOT));
        for (int round = 0; round < Faults.rounds(); round++) {
            scenario.round(new Killing(server, victim, random), round, report);
            population.checkTarget();
            assertThat(server.wire().unclear()).as("answers that are not clear").isEmpty();
        }
        report.write();
        assertThat(List.of(report.lost(), report.repeated())).as("lost, repeated").containsOnly(0L);
    }
}
