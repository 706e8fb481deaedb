package heed.landingpage.confirm;

import static org.assertj.core.api.Assertions.assertThat;

import heed.testing.Answer;
import heed.testing.Api;
import heed.testing.TestServer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// How many messages go out.
class ConfirmMessagesIT {

    private final Api api = TestServer.api();
    private final String key = TestServer.unique("at-once");

    /// Mails are counted under the profile's lock.
    @Test
    void ofRequestsAtOnceOneIsMailed() {
        String service = TestServer.unique("at-once-service");
        api.post("/services").json(Map.of("name", service, "channel", "email", "doubleOptIn", true)).send().expect(201);
        api.put("/profiles/" + key).json(Map.of("addresses", Map.of("email", key + "@confirm.example"))).send()
                .expect(201);
        JdbcClient jdbc = TestServer.bean(JdbcClient.class);

        List<CompletableFuture<Answer>> asked = TestServer.bean(TransactionTemplate.class).execute(_ -> {
            jdbc.sql("select id from profiles where key = :key for update").param("key", key).query(Integer.class)
                    .single();
            return Stream.generate(() -> CompletableFuture.supplyAsync(
                    () -> api.put("/services/" + service + "/subscriptions/" + key).json("{}").send(),
                    Thread::startVirtualThread)).limit(4).toList();
        });

        assertThat(asked).isNotNull().allSatisfy(one -> assertThat(one.join().status()).isEqualTo(200));
        assertThat(jdbc.sql("select count(*) from outbox where to_address = :to").param("to", key + "@confirm.example")
                .query(Integer.class).single()).isEqualTo(1);
    }

    @Test
    void anUnsubscriptionThatEndedNothingKeepsNoMessageFromTheFirstThatDoes() {
        String service = TestServer.unique("at-once-service");
        String path = "/services/" + service + "/subscriptions/" + key;
        api.post("/services").json(Map.of("name", service, "channel", "email", "confirmation", "default")).send()
                .expect(201);
        api.put("/profiles/" + key).json(Map.of("addresses", Map.of("email", key + "@confirm.example"))).send()
                .expect(201);

        api.delete(path).send().expect(200);
        api.put(path).json("{}").send().expect(200);
        api.delete(path).send().expect(200);

        assertThat(TestServer.bean(JdbcClient.class)
                .sql("select kind from outbox where to_address = :to order by id")
                .param("to", key + "@confirm.example").query(String.class).list())
                .containsExactly("subscribed", "unsubscribed");
    }
}
