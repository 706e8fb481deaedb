package heed.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import heed.testing.Answer;
import heed.testing.Api;
import heed.testing.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/// A deletion of a service among other writers, and merges and deletions of its subscribers, over REST.
class ServiceDeletionIT {

    private static final long LONGEST_NANOS = 30_000_000_000L;

    private final Api api = TestServer.api();
    private final JdbcClient jdbc = TestServer.bean(JdbcClient.class);
    private final String service = TestServer.unique("topic");
    private final String k = TestServer.unique("sub") + "-";

    @Test
    void aDeletionThatWaitsForASubscriberLetsWhoHasTheLockWriteToTheService() throws Exception {
        service();
        subscribe("1");
        int waiting = waiting();

        CompletableFuture<Answer> deletion = inTransaction(() -> {
            jdbc.sql("select id from profiles where key = :key for no key update").param("key", k + "1")
                    .query(Integer.class).single();
            CompletableFuture<Answer> answer = CompletableFuture
                    .supplyAsync(() -> api.delete("/services/" + service).send());
            long until = System.nanoTime() + LONGEST_NANOS;
            while (waiting() <= waiting && System.nanoTime() < until) {
                LockSupport.parkNanos(5_000_000);
            }
            // What a merge does: a row that refers to the service.
            jdbc.sql("""
                    insert into subscription_events (service_id, profile_id, at, act, source, seq)
                    select s.id, p.id, now(), 'subscribe', 'merge', -1 from services s, profiles p
                    where s.name = :service and p.key = :key
                    """).param("service", service).param("key", k + "1").update();
            return answer;
        });

        deletion.get(30, TimeUnit.SECONDS).expect(204);
        assertThat(jdbc.sql("""
                select u.state from subscriptions u join services s on s.id = u.service_id where s.name = :service
                """).param("service", service).query(Integer.class).list()).containsExactly(4);
    }

    @Test
    void manySubscribersEndInShortTransactionsBeforeTheServiceIsDeleted() {
        service();
        upload("profiles", "key\n", "");
        upload("subscriptions", "key,service\n", "," + service);

        api.delete("/services/" + service).send().expect(204);

        assertThat(jdbc.sql("""
                select u.state, count(*) as n from subscriptions u join services s on s.id = u.service_id
                where s.name = :service group by u.state
                """).param("service", service).query((row, _) -> row.getInt(1) + ": " + row.getInt(2)).list())
                .containsExactly("4: 2100");
        assertThat(jdbc.sql("""
                select count(*) from ledger l join services s on s.id = l.service_id
                where s.name = :service and l.kind = 'service_deleted'
                """).param("service", service).query(Integer.class).single()).as("transactions").isEqualTo(2);
        assertThat(api.delete("/services/" + service).send().status()).isEqualTo(404);
    }

    @Test
    void mergingAndDeletingProfilesCarriesAndEndsTheirSubscriptions() {
        service();
        subscribe("1");
        profile("2");
        subscribe("3");

        api.post("/profiles/" + k + "1/merge").json(Map.of("into", k + "2")).send();
        api.delete("/profiles/" + k + "3").send();

        assertThat(state("1")).isEqualTo("ended");
        assertThat(state("2")).isEqualTo("active");
        assertThat(state("3")).isEqualTo("ended");
        api.delete("/services/" + service + "/subscriptions/" + k + "1").send().expect(200);
        assertThat(state("2")).isEqualTo("ended");
    }

    @Test
    void theEndOfASubscriptionStaysWhenItsServiceIsGone() {
        service();
        subscribe("4");
        long end = api.delete("/services/" + service + "/subscriptions/" + k + "4").send().expect(200).at("/seq")
                .asLong();
        api.delete("/services/" + service).send().expect(204);

        Answer undo = api.post("/ledger/" + end + "/void").json(Map.of("reason", "slip", "confirm", true)).send();

        undo.expect(409);
        assertThat(jdbc.sql("""
                select u.state from subscriptions u join services s on s.id = u.service_id where s.name = :service
                """).param("service", service).query(Integer.class).list()).containsExactly(4);
    }

    @Test
    void neitherAnotherLabelNorADeletionMakesAnybodyContactable() {
        service();
        for (String who : List.of("5", "6")) {
            api.put("/profiles/" + k + who).json(Map.of("addresses", Map.of("email", k + who + "@example.org"))).send()
                    .expect(201);
        }
        api.put("/services/" + service + "/subscriptions/" + k + "5").json("{}").send().expect(200);
        String delivery = api.post("/deliveries").json("""
                {"label":"News","channel":"email","service":"%s","audience":{"type":"profiles","keys":["%s","%s"]}}
                """.formatted(service, k + "5", k + "6")).send().expect(201).at("/id").asString();
        assertThat(analysed(delivery)).containsExactly(1, 1, 0);

        api.patch("/services/" + service).json(Map.of("label", "Other news", "doubleOptIn", true)).send().expect(200);
        assertThat(analysed(delivery)).containsExactly(1, 1, 0);
        api.delete("/services/" + service).send().expect(204);
        assertThat(analysed(delivery)).containsExactly(0, 1, 1);
        service();
        assertThat(analysed(delivery)).containsExactly(0, 1, 1);
    }

    /// The target; whom it leaves out as never subscribed, and as ended.
    private List<Integer> analysed(String delivery) {
        JsonNode analysis = api.post("/deliveries/" + delivery + "/analysis").send().json();
        while (analysis.path("state").asString().equals("running")) {
            analysis = api.get("/deliveries/" + delivery + "/analysis").send().json();
        }
        List<Integer> counts = new ArrayList<>(List.of(analysis.path("target").asInt()));
        for (String state : List.of("none", "ended")) {
            analysis.path("exclusions").valueStream().filter(row -> row.path("detail").asString("").equals(state))
                    .forEach(row -> counts.add(row.path("deciding").asInt()));
        }
        return counts;
    }

    @Test
    void aPatchThatDoesNotFitIsRefused() {
        service();

        api.patch("/services/" + service).json("{\"lable\":\"x\"}").send().expect(400);
        api.patch("/services/" + service).json("{\"doubleOptIn\":\"perhaps\"}").send().expect(400);
        api.patch("/services/" + service).json("{\"createdAt\":\"2020-01-01T00:00:00Z\"}").send().expect(400);
        api.patch("/services/" + service).json("{\"channel\":null}").send().expect(400);
        api.patch("/services/" + service).json("{\"confirmation\":\"custom\"}").send().expect(400);
        api.patch("/services/" + service).json("""
                {"confirmationText":{"subscribe":{"en":{"subject":"one\\nBcc: two","text":"x"}}}}""").send()
                .expect(400);
        api.patch("/services/" + service).json("""
                {"confirmationText":{"subscribe":{"in English":{"subject":"Hello","text":"x"}}}}""").send().expect(400);
        api.patch("/services/" + service).json("{\"confirmationText\":{\"subscribe\":{\"en\":null}}}").send()
                .expect(400);
        assertThat(api.patch("/services/" + service).json("{\"validity\":\"P1Y\"}").send().expect(200).at("/validity")
                .asString()).isEqualTo("P1Y");
    }

    /// 2,100 people.
    private void upload(String kind, String header, String rest) {
        String rows = IntStream.range(0, 2_100).mapToObj(n -> k + "many" + n + rest + "\n")
                .collect(Collectors.joining());
        String id = api.post("/imports?kind=" + kind).body(header + rows, "text/csv").send().expect(202).at("/id")
                .asString();
        long until = System.nanoTime() + LONGEST_NANOS;
        while (!api.get("/imports/" + id).send().at("/state").asString().equals("done")) {
            assertThat(System.nanoTime()).isLessThan(until);
            LockSupport.parkNanos(5_000_000);
        }
    }

    private int waiting() {
        return jdbc.sql("select count(*)::int from pg_stat_activity where wait_event_type = 'Lock'")
                .query(Integer.class).single();
    }

    private <T> T inTransaction(Supplier<T> work) {
        return Objects
                .requireNonNull(TestServer.bean(TransactionTemplate.class).execute(_ -> work.get()));
    }

    private void service() {
        api.post("/services").json(Map.of("name", service, "label", "News", "channel", "email")).send().expect(201);
    }

    private void profile(String who) {
        api.put("/profiles/" + k + who).json(Map.of("locale", "fr")).send();
    }

    private void subscribe(String who) {
        profile(who);
        api.put("/services/" + service + "/subscriptions/" + k + who).json("{}").send().expect(200);
    }

    private String state(String who) {
        return jdbc.sql("""
                select case u.state when 2 then 'active' when 4 then 'ended' else u.state::text end
                from subscriptions u join profiles p on p.id = u.profile_id where p.key = :key
                """).param("key", k + who).query(String.class).single();
    }
}
