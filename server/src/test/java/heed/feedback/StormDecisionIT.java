package heed.feedback;

import static heed.feedback.Inboxes.address;
import static heed.feedback.Inboxes.told;
import static heed.feedback.Inboxes.understood;
import static org.assertj.core.api.Assertions.assertThat;

import heed.feedback.storm.Storm;
import heed.feedback.storm.Storms;
import heed.feedback.work.Revision;
import heed.ledger.Actor;
import heed.testing.Answer;
import heed.testing.Api;
import heed.testing.TestServer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// A decision about a storm reaches what that storm held, and nothing else.
class StormDecisionIT {

    private final Api api = TestServer.api();
    private final JdbcClient jdbc = TestServer.bean(JdbcClient.class);
    private final Storms storms = TestServer.bean(Storms.class);
    private final Actor somebody = new Actor("operator:storm-tester");
    private final String stormy = TestServer.unique("stormy") + ".example";
    private final String held = "held@" + stormy;

    @Test
    void ofOneReportEachRecipientFollowsItsOwnStorm() {
        String otherStorm = TestServer.unique("stormy") + ".example";
        String plain = "plain@" + TestServer.unique("calm") + ".example";
        String other = "held@" + otherStorm;
        jump(stormy);
        jump(otherStorm);
        String id = send(SampleBounce.of("bounces@shop.example", plain, held, other)).at("/id").asString();
        assertThat(address(plain).at("/held").asBoolean()).isFalse();
        assertThat(address(held).at("/held").asBoolean()).isTrue();
        assertThat(address(other).at("/held").asBoolean()).isTrue();

        storms.drop(storm(stormy), somebody, "an outage");
        settled(stormy);

        assertThat(address(held).isMissingNode()).isTrue();
        assertThat(address(plain).at("/status").asString()).isEqualTo("quarantined");
        assertThat(address(other).at("/held").asBoolean()).isTrue();
        assertThat(item(id).at("/held").asBoolean()).isTrue();

        storms.confirm(storm(otherStorm), somebody, "gone for good");
        settled(otherStorm);

        assertThat(address(other).at("/status").asString()).isEqualTo("quarantined");
        assertThat(address(other).at("/held").asBoolean()).isFalse();
        assertThat(address(plain).at("/errorCount").asInt()).isEqualTo(1);
        assertThat(address(held).isMissingNode()).isTrue();
        assertThat(item(id).at("/held").asBoolean()).isFalse();
    }

    @Test
    void whatAnOperatorTookBackIsNotToldAnew() {
        jump(stormy);
        String id = told(hard(held)).at("/id").asString();
        long seq = jdbc
                .sql("""
                        select f.seq from feedback_effects f join addresses a on a.id = f.address_id where a.canonical = :address
                        """)
                .param("address", held).query(Long.class).single();
        api.post("/ledger/" + seq + "/void").json(Map.of("reason", "still there", "confirm", true)).send().expect(200);

        storms.confirm(storm(stormy), somebody, "gone");
        settled(stormy);

        assertThat(address(held).isMissingNode()).isTrue();
        api.post("/feedback/" + id + "/replay").send().expect(200);
        assertThat(address(held).isMissingNode()).as("understood again").isTrue();
    }

    @Test
    void whatADropTookBackIsNotToldAnewUntilTheStormIsConfirmed() {
        jump(stormy);
        String id = told(hard(held)).at("/id").asString();
        storms.drop(storm(stormy), somebody, "an outage");
        settled(stormy);

        api.post("/feedback/" + id + "/replay").send().expect(200);
        assertThat(address(held).isMissingNode()).isTrue();
        assertThat(item(id).at("/error").asString()).contains("taken back");

        storms.confirm(storm(stormy), somebody, "gone for good");
        settled(stormy);
        assertThat(address(held).at("/status").asString()).isEqualTo("quarantined");
        api.post("/feedback/" + id + "/replay").send().expect(200);
        assertThat(address(held).at("/errorCount").asInt()).isEqualTo(1);
    }

    @Test
    void anItemThatCannotBeSettledFailsAlone() {
        String behind = "behind@" + stormy;
        jump(stormy);
        String broken = told(hard(held)).at("/id").asString();
        told(hard(behind));
        reason("broken");

        storms.confirm(storm(stormy), somebody, "gone");
        settled(stormy);
        reason("user_unknown");

        assertThat(item(broken).at("/state").asString()).isEqualTo("failed");
        assertThat(item(broken).at("/error").asString()).contains("could not be carried out");
        assertThat(address(behind).at("/held").asBoolean()).isFalse();
        assertThat(address(held).at("/held").asBoolean()).isTrue();
        api.post("/feedback/" + broken + "/replay").send().expect(200);
        assertThat(address(held).at("/held").asBoolean()).as("the storm is decided").isFalse();
        assertThat(address(held).at("/status").asString()).isEqualTo("quarantined");
    }

    /// As if the decision had just passed the item, which could not be settled then.
    @Test
    void understoodAgainBehindTheDecisionItIsHeldNoMore() {
        jump(stormy);
        long item = Long.parseLong(told(hard(held)).at("/id").asString());

        TestServer.bean(TransactionTemplate.class).executeWithoutResult(_ -> {
            carrying("confirming", item);
            TestServer.bean(Revision.class).replay(item, somebody, null, false);
        });
        settled(stormy);

        assertThat(address(held).at("/held").asBoolean()).isFalse();
        assertThat(address(held).at("/status").asString()).isEqualTo("quarantined");
    }

    @Test
    void understoodAgainBeforeTheDecisionItWaitsForIt() {
        jump(stormy);
        long item = Long.parseLong(told(hard(held)).at("/id").asString());

        TestServer.bean(TransactionTemplate.class).executeWithoutResult(_ -> {
            carrying("dropping", item - 1);
            assertThat(TestServer.bean(Revision.class).replay(item, somebody, null, false)).as("changes").isFalse();
        });
        settled(stormy);

        assertThat(address(held).isMissingNode()).isTrue();
    }

    @Test
    void onlyAPersonsConfirmationLetsTheNextErrorsCount() {
        String next = "next@" + stormy;
        String last = "last@" + stormy;
        jump(stormy);
        told(hard(held));
        storms.confirm(storm(stormy), Actor.SYSTEM, "nobody decided in time");
        settled(stormy);

        told(hard(next));
        assertThat(address(next).at("/held").asBoolean()).isTrue();
        storms.confirm(storm(stormy), somebody, "gone for good");
        told(hard(last));

        assertThat(address(last).at("/held").asBoolean()).isFalse();
    }

    /// More errors of a domain than usual, as far as the breaker has counted.
    private void jump(String domain) {
        jdbc.sql(
                """
                        insert into hard_counts (kind, name, minute, count) values ('domain', :name, date_trunc('minute', now()), 300)
                        """)
                .param("name", domain).update();
    }

    /// A decision that has come as far as this item.
    private void carrying(String state, long done) {
        jdbc.sql("update storms set state = :state, done_id = :done, decided_at = now(), actor = :actor where id = :id")
                .param("state", state).param("done", done).param("actor", somebody.text()).param("id", storm(stormy))
                .update();
    }

    private void reason(String reason) {
        jdbc.sql("""
                update address_events set reason = :reason
                where address_id = (select id from addresses where canonical = :address)
                """).param("reason", reason).param("address", held).update();
    }

    private long storm(String domain) {
        return jdbc.sql("select max(id) from storms where kind = 'domain' and name = :name").param("name", domain)
                .query(Long.class).single();
    }

    private void settled(String domain) {
        long storm = storm(domain);
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (storms.find(storm).filter(Storm::isDone).isEmpty()) {
            assertThat(System.nanoTime()).as("not settled in time").isLessThan(end);
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    private static Map<String, ?> hard(String address) {
        return Map.of("channel", "email", "address", address, "type", "hard", "reason", "user_unknown", "text",
                "550 5.9." + Math.floorMod(address.hashCode(), 900) + " gone");
    }

    private Answer item(String id) {
        return api.get("/feedback/" + id).send().expect(200);
    }

    private Answer send(String mail) {
        return understood(api.post("/feedback/email").body(mail.replace("\n", "\r\n"), "message/rfc822").send()
                .expect(202).at("/id").asString());
    }
}
