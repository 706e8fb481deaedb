package heed.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import heed.ledger.Actor;
import heed.ledger.Source;
import heed.profile.ChoiceRequest;
import heed.profile.Choices;
import heed.profile.Scope;
import heed.rules.optout.Act;
import heed.rules.optout.Switch;
import heed.testing.Answer;
import heed.testing.Api;
import heed.testing.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

class HandOffIT {
    private static final JsonMapper JSON = new JsonMapper();

    private final Api api = TestServer.api();
    private final People people = new People();

    @Test
    void chunkAfterChunkTheWholeTargetLeavesOnce() {
        String id = prepared(5);

        List<JsonNode> first = handOff(id, "?limit=2");
        List<JsonNode> second = handOff(id, "");
        List<JsonNode> third = handOff(id, "");

        assertThat(names(first)).containsExactly("p0", "p1");
        assertThat(first.getFirst().has("chunk")).isTrue();
        assertThat(last(first)).containsExactly(2, 0, 3);
        assertThat(names(second)).containsExactly("p2", "p3", "p4");
        assertThat(last(second)).containsExactly(3, 0, 0);
        assertThat(third).hasSize(2);
        assertThat(state(id)).isEqualTo("done");
        api.post("/deliveries/" + id + "/analysis").send().expect(409);
        api.patch("/deliveries/" + id).json("{\"label\":\"later\"}").send().expect(409);
        JsonNode chunks = api.get("/deliveries/" + id + "/hand-offs").send().expect(200).at("/items");
        assertThat(chunks.get(2).path("chunk").asString()).isEqualTo(first.getFirst().path("chunk").asString());
        assertThat(chunks.get(2).path("handedOff").asInt()).isEqualTo(2);
    }

    @Test
    void anOptOutAfterTheAnalysisIsALateExclusion() {
        String id = prepared(3);
        people.optOut("p1", 0);

        List<JsonNode> lines = handOff(id, "");

        assertThat(names(lines)).containsExactly("p0", "p2");
        assertThat(last(lines)).containsExactly(2, 1, 0);
        JsonNode late = api.get("/deliveries/" + id + "/exclusions?phase=hand_off").send().expect(200).at("/items");
        assertThat(late.size()).isEqualTo(1);
        assertThat(late.get(0).path("profile").asString()).isEqualTo(people.key("p1"));
        assertThat(late.get(0).path("cause").asString()).isEqualTo("opted_out_all");
        assertThat(late.get(0).path("phase").asString()).isEqualTo("hand_off");
        assertThat(api.get("/deliveries/" + id + "/exclusions?cause=opted_out_all").send().at("/items").size())
                .isEqualTo(1);
        assertThat(api.get("/deliveries/" + id + "/exclusions?only=opted_out").send().at("/items").size()).isZero();
    }

    @Test
    void aChunkAskedForAgainLeavesOutWhoOptedOutOrMovedSince() {
        String id = prepared(4);
        List<JsonNode> first = handOff(id, "");
        people.optOut("p1", 1);
        api.patch("/profiles/" + people.key("p2")).header("Content-Type", "application/merge-patch+json")
                .json(Map.of("addresses", Map.of("email", "moved@" + people.key("x") + ".example"))).send().expect(200);

        List<JsonNode> again = handOff(id, "?again=" + first.getFirst().path("chunk").asString());

        assertThat(names(again)).containsExactly("p0", "p3");
        assertThat(last(again)).containsExactly(2, 2, 0);
    }

    /// The mark is set, and not committed yet, when the hand-off comes to the people of the address.
    @Test
    void aMarkThatAnotherOwnerOfTheAddressSetsAtTheSameTimeIsWaitedFor() {
        String id = prepared(2);
        people.add("owner", "p1");
        CompletableFuture<List<JsonNode>> leaving = new CompletableFuture<>();

        TestServer.bean(TransactionTemplate.class).executeWithoutResult(_ -> {
            TestServer.bean(Choices.class).choose(people.key("owner"),
                    new ChoiceRequest(new Act.OptOut(Switch.EMAIL), Scope.ADDRESS, null, Source.API, Actor.SYSTEM, null,
                            JsonNodeFactory.instance.objectNode()),
                    false, null);
            leaving.completeAsync(() -> handOff(id, ""));
            while (!leaving.isDone() && !somebodyWaitsForThis()) {
                LockSupport.parkNanos(5_000_000);
            }
        });

        assertThat(names(leaving.join())).containsExactly("p0");
        assertThat(last(leaving.join())).containsExactly(1, 1, 0);
    }

    @Test
    void pagesOfTheExclusionLogShowEveryLateExclusionOnce() {
        people.add("never", "never").optOut("never", 0);
        String id = prepared(9);
        IntStream.of(0, 2, 3, 5, 8).forEach(i -> people.optOut("p" + i, 1));
        handOff(id, "");

        assertThat(pages(id, "")).containsExactly("never", "p0", "p2", "p3", "p5", "p8");
        assertThat(pages(id, "&phase=hand_off")).containsExactly("p0", "p2", "p3", "p5", "p8");
        assertThat(pages(id, "&cause=opted_out")).containsExactly("p0", "p2", "p3", "p5", "p8");
        assertThat(pages(id, "&q=" + people.key("p5"))).containsExactly("p5");
    }

    @Test
    void whoMovedToAnAddressAlreadyHandedOffIsADuplicate() {
        String id = prepared(3);
        people.move("p2", "p0");

        List<JsonNode> lines = handOff(id, "");

        assertThat(names(lines)).containsExactly("p0", "p1");
        assertThat(api.get("/deliveries/" + id + "/exclusions?cause=duplicate&phase=hand_off").send()
                .at("/items/0/profile").asString()).isEqualTo(people.key("p2"));
    }

    @Test
    void theAddressThatLeavesIsTheOneOfNow() {
        String id = prepared(1);
        people.move("p0", "moved");

        assertThat(handOff(id, "").get(1).path("address").asString()).startsWith("moved@");
    }

    @Test
    void aChunkThatNeverArrivedIsRepeated() {
        String id = prepared(4);
        List<JsonNode> first = handOff(id, "?limit=3");

        List<JsonNode> again = handOff(id, "?again=" + first.getFirst().path("chunk").asString());

        assertThat(again).isEqualTo(first);
        api.post("/deliveries/" + id + "/hand-off?again=6f1d7f0e-0000-4000-8000-000000000000").send().expect(404);
    }

    @Test
    void afterEveryChunkTheRestIsTheTargetLessWhatTheChunksCount() {
        String id = prepared(17);
        IntStream.of(1, 4, 5, 11, 16).forEach(i -> people.optOut("p" + i, 0));
        people.move("p9", "p8");
        int settled = 0;

        for (int limit : new int[]{1, 3, 2, 1, 1, 50, 1}) {
            List<Integer> ended = last(handOff(id, "?limit=" + limit));
            settled += ended.get(0) + ended.get(1);

            assertThat(ended.get(2)).as("remaining after limit %d", limit).isEqualTo(17 - settled);
        }

        assertThat(settled).isEqualTo(17);
        JsonNode chunks = api.get("/deliveries/" + id + "/hand-offs").send().expect(200).at("/items");
        assertThat(sum(chunks, "handedOff")).isEqualTo(11);
        assertThat(sum(chunks, "lateExcluded")).isEqualTo(6);
        assertThat(state(id)).isEqualTo("done");
    }

    @Test
    void theSameIdempotencyKeyStreamsTheSameChunk() {
        String id = prepared(4);
        String key = TestServer.unique("key");

        Answer first = api.post("/deliveries/" + id + "/hand-off?limit=2").idempotencyKey(key).send().expect(200);
        Answer repeat = api.post("/deliveries/" + id + "/hand-off?limit=2").idempotencyKey(key).send().expect(200);

        assertThat(repeat.text()).isEqualTo(first.text());
        assertThat(repeat.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(names(handOff(id, ""))).containsExactly("p2", "p3");
    }

    @Test
    void onlyAPreparedDeliveryIsHandedOff() {
        String id = made();

        api.post("/deliveries/" + id + "/hand-off").send().expect(409);
    }

    @Test
    void concurrentHandOffsAndOptOutsHandNobodyOffTwiceAndNobodyAfterTheirOptOut() {
        String id = prepared(120);
        List<CompletableFuture<List<String>>> chunks = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            chunks.add(CompletableFuture.supplyAsync(() -> names(handOff(id, "?limit=20"))));
        }
        Set<String> before = new TreeSet<>();
        IntStream.range(0, 40).map(i -> i * 3).forEach(i -> {
            people.optOut("p" + i, 0);
            before.add("p" + i);
        });

        List<String> left = new ArrayList<>();
        chunks.forEach(chunk -> left.addAll(chunk.join()));
        List<String> rest = names(handOff(id, ""));

        assertThat(left).doesNotHaveDuplicates();
        assertThat(rest).doesNotContainAnyElementsOf(before).doesNotContainAnyElementsOf(left);
        int late = api.get("/deliveries/" + id + "/exclusions?phase=hand_off&limit=1000").send().at("/items").size();
        assertThat(left.size() + rest.size() + late).isEqualTo(120);
    }

    private static boolean somebodyWaitsForThis() {
        return TestServer.bean(JdbcClient.class).sql("""
                select exists (select from pg_stat_activity w where pg_backend_pid() = any(pg_blocking_pids(w.pid)))
                """).query(Boolean.class).single();
    }

    private String made() {
        return api.post("/deliveries")
                .json("{\"label\":\"Spring sale\",\"channel\":\"email\",\"audience\":{\"type\":\"profiles\",\"keys\":"
                        + people.keysJson() + "}}")
                .send().expect(201).at("/id").asString();
    }

    private String prepared(int size) {
        IntStream.range(0, size).forEach(i -> people.add("p" + i, "p" + i));
        String id = made();
        api.post("/deliveries/" + id + "/analysis").send().expect(200);
        return id;
    }

    private String state(String id) {
        return api.get("/deliveries/" + id).send().expect(200).at("/state").asString();
    }

    private List<JsonNode> handOff(String id, String query) {
        return api.post("/deliveries/" + id + "/hand-off" + query).send().expect(200).text().lines()
                .map(line -> JSON.readTree(line)).toList();
    }

    private List<String> pages(String id, String filter) {
        List<String> shown = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = api.get("/deliveries/" + id + "/exclusions?limit=2" + filter + cursor).send().expect(200)
                    .json();
            page.path("items").forEach(row -> shown.add(row.path("profile").asString()));
            cursor = page.path("nextCursor").isNull() ? "" : "&cursor=" + page.path("nextCursor").asString();
        } while (!cursor.isEmpty());
        return people.names(shown);
    }

    private static int sum(JsonNode chunks, String field) {
        return StreamSupport.stream(chunks.spliterator(), false).mapToInt(chunk -> chunk.path(field).asInt()).sum();
    }

    private List<String> names(List<JsonNode> lines) {
        return people.names(lines.subList(1, lines.size() - 1).stream().map(line -> line.path("profile").asString())
                .toList());
    }

    private static List<Integer> last(List<JsonNode> lines) {
        JsonNode last = lines.getLast();
        return List.of(last.path("handedOff").asInt(), last.path("lateExcluded").asInt(),
                last.path("remaining").asInt());
    }
}
