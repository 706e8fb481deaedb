package heed.web;

import static org.assertj.core.api.Assertions.assertThat;

import heed.testing.Answer;
import heed.testing.Api;
import heed.testing.Call;
import heed.testing.TestServer;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class IdempotencyIT {

    private final Api api = TestServer.api();
    private final JdbcClient jdbc = TestServer.bean(JdbcClient.class);
    private final String key = TestServer.unique("idempotency");
    private final String word = TestServer.unique("word");

    @BeforeAll
    static void theTableOfTheProbeIsThere() {
        TestServer.bean(JdbcClient.class).sql("create table if not exists probe_notes (word text)").update();
    }

    @Test
    void aRepeatHasTheSameAnswerAndNoSecondEffect() {
        Answer first = note("work").send().expect(201);
        Answer second = note("work").send().expect(201);

        assertThat(second.text()).isEqualTo(first.text());
        assertThat(second.header("Location")).isEqualTo(first.header("Location")).isNotNull();
        assertThat(second.header("Content-Type")).isEqualTo(first.header("Content-Type"));
        assertThat(first.header("Idempotency-Replayed")).isNull();
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(notes()).isEqualTo(1);
    }

    @Test
    void withoutAKeyEveryRequestCounts() {
        api.post("/probe/notes/" + word + "?then=work").json("{}").send().expect(201);
        api.post("/probe/notes/" + word + "?then=work").json("{}").send().expect(201);

        assertThat(notes()).isEqualTo(2);
    }

    @Test
    void anotherBodyPathOrQueryIsRefused() {
        note("work").send().expect(201);

        note("work").json("{\"other\":1}").send().expect(422);
        note("refuse").send().expect(422);
        api.post("/probe").idempotencyKey(key).json("{}").send().expect(422);
        assertThat(notes()).isEqualTo(1);
    }

    @Test
    void anotherApiKeyHasItsOwnMemory() {
        Api other = api.as(api.post("/api-keys").json("{\"label\":\"other\",\"scopes\":[\"admin\"]}").send()
                .expect(201).at("/key").asString());
        note("work").send().expect(201);

        Answer answer = other.post("/probe/notes/" + word + "?then=work").idempotencyKey(key).json("{}").send();

        assertThat(answer.expect(201).header("Idempotency-Replayed")).isNull();
        assertThat(notes()).isEqualTo(2);
    }

    @Test
    void aRefusalIsRememberedAndItsEffectIsNot() {
        Answer first = note("refuse").send().expect(409);
        Answer second = note("refuse").send().expect(409);

        assertThat(second.text()).isEqualTo(first.text()).contains("refused " + word);
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(notes()).isZero();
    }

    @Test
    void aFailureIsForgottenWithItsEffect() {
        note("fail").send().expect(500);
        note("fail").send().expect(500);

        assertThat(notes()).isZero();
        assertThat(jdbc.sql("select count(*) from idempotency_keys where key = :key").param("key", key)
                .query(Long.class).single()).isZero();
    }

    @Test
    void aRepeatWhileTheFirstStillRunsIsRefused() throws InterruptedException {
        Call slow = api.post("/probe/slow").idempotencyKey(key).json("{}");
        CompletableFuture<Answer> first = CompletableFuture.supplyAsync(slow::send);
        assertThat(ProbeApi.STARTED.await(10, TimeUnit.SECONDS)).isTrue();

        Answer second = slow.send();
        ProbeApi.MAY_END.countDown();

        second.expect(409);
        first.join().expect(200);
        slow.send().expect(200);
    }

    @Test
    void aStreamIsAnsweredFromItsReference() {
        Call stream = api.post("/probe/streams/" + word).idempotencyKey(key);

        Answer first = stream.body("a,b\n", "text/csv").send().expect(200);
        Answer second = stream.body("a,b\n", "text/csv").send().expect(200);

        assertThat(second.text()).isEqualTo(first.text());
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
        stream.body("c\n", "text/csv").send().expect(422);
    }

    @Test
    void afterADayTheKeyIsFreeAgain() {
        note("work").send().expect(201);
        jdbc.sql("update idempotency_keys set created_at = :then where key = :key")
                .param("then", OffsetDateTime.now(ZoneOffset.UTC).minusHours(25)).param("key", key).update();

        note("work").send().expect(201);
        assertThat(notes()).isEqualTo(2);

        note("work").send().expect(201);
        assertThat(notes()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 256})
    void aKeyHasOneTo255Characters(int length) {
        api.post("/probe").idempotencyKey("k".repeat(length)).json("{}").send().expect(400);
    }

    @Test
    void aKeyMayHold255Characters() {
        api.post("/probe").idempotencyKey("~ " + key + "x".repeat(253 - key.length())).json("{}").send().expect(200);
    }

    private Call note(String then) {
        return api.post("/probe/notes/" + word + "?then=" + then).idempotencyKey(key).json("{}");
    }

    private long notes() {
        return jdbc.sql("select count(*) from probe_notes where word = :word").param("word", word).query(Long.class)
                .single();
    }
}
