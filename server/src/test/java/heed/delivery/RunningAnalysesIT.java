package heed.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import heed.testing.Api;
import heed.testing.TestServer;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.ScheduledAnnotationBeanPostProcessor;
import org.springframework.transaction.support.TransactionTemplate;

/// Several servers on one database: each leaves alone what another one runs, and gives up what nobody runs any more.
class RunningAnalysesIT {

    private final Api api = TestServer.api();
    private final JdbcClient jdbc = TestServer.bean(JdbcClient.class);
    private final Preparation here = TestServer.bean(Preparation.class);
    private final RunningAnalyses there = new RunningAnalyses(TestServer.bean(JdbcConnectionDetails.class), jdbc);
    private final ScheduledAnnotationBeanPostProcessor schedule = TestServer
            .bean(ScheduledAnnotationBeanPostProcessor.class);
    private String delivery = "";
    private long analysis;

    @BeforeEach
    void anAnalysisRunsThere() {
        // The sweep of every ten seconds may come in the middle, where a session has just ended.
        schedule.postProcessBeforeDestruction(here, "preparation");
        delivery = api.post("/deliveries")
                .json(Map.of("label", "two", "channel", "email", "audience", Map.of("type", "all"))).send().expect(201)
                .at("/id").asString();
        analysis = begin(there, Long.parseLong(delivery));
    }

    @AfterEach
    void end() {
        there.close();
        here.settleInterrupted();
        schedule.postProcessAfterInitialization(here, "preparation");
    }

    @Test
    void aStartLeavesTheAnalysesOfAnotherServerAlone() {
        here.settleInterrupted();

        assertThat(state()).isEqualTo("preparing, running");
    }

    @Test
    void anAnalysisWhoseServerIsGoneIsGivenUp() {
        there.close();
        untilItsSessionHasEnded();

        here.settleInterrupted();

        assertThat(state()).isEqualTo("draft, failed");
        assertThat(api.get("/deliveries/" + delivery + "/analysis").send().at("/error").asString())
                .isEqualTo("the server ended while the analysis ran");
    }

    @Test
    void anAnalysisThatEndedIsNotHeldAnyMore() {
        there.release(analysis);

        here.settleInterrupted();

        assertThat(state()).isEqualTo("draft, failed");
    }

    @Test
    void aSessionThatBreaksIsMadeAnewWithAllItHeld() {
        jdbc.sql("""
                select pg_terminate_backend(l.pid, 5000) from pg_locks l
                where l.locktype = 'advisory' and l.pid <> pg_backend_pid() and not exists (
                    select from pg_locks other where other.pid = l.pid and other.locktype <> 'advisory')
                """).query(Boolean.class).list();

        there.hold(Long.MAX_VALUE);
        here.settleInterrupted();

        assertThat(state()).isEqualTo("preparing, running");
    }

    private long begin(RunningAnalyses server, long id) {
        Long begun = TestServer.bean(TransactionTemplate.class).execute(_ -> {
            long made = TestServer.bean(AnalysisStore.class).begin(id);
            server.hold(made);
            TestServer.bean(DeliveryStore.class).state(id, DeliveryState.PREPARING);
            return made;
        });
        return begun == null ? 0 : begun;
    }

    /// A session that is closed holds its locks a moment longer: PostgreSQL lets whoever asks wait for them.
    private void untilItsSessionHasEnded() {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('heed.delivery.analysis ' || cast(:id as text), 2))")
                .param("id", analysis).query(row -> {
                });
    }

    private String state() {
        return jdbc.sql("""
                select d.state || ', ' || a.state from deliveries d join analyses a on a.delivery_id = d.id
                where d.id = :id""").param("id", Long.parseLong(delivery)).query(String.class).single();
    }
}
