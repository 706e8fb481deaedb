package heed.faults;

import static org.assertj.core.api.Assertions.assertThat;

import heed.faults.Population.People;
import heed.faults.Wire.Ask;
import heed.faults.Wire.Reply;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A hand-off, chunk after chunk. When one breaks off, the client repeats it with its Idempotency-Key in one round, and
/// by the list of chunks with `again=` in the next; then some of those who are left opt out, and the rest is handed off.
record HandOffs(ChildServer server, Population population) implements Scenario {

    private static final JsonMapper JSON = new JsonMapper();

    @Override
    public String name() {
        return "a hand-off";
    }

    @Override
    public void round(Killing killing, int round, Report report) {
        People people = population.add(Faults.of(2_000, 12_000));
        String delivery = population.delivery("{\"type\":\"import\",\"id\":\"" + people.importId() + "\"}");
        assertThat(population.prepare(delivery).path("target").asInt()).isEqualTo(people.size());
        Receiver receiver = new Receiver(delivery, round % 2 == 0, round % 3 == 2 ? 0 : people.size() / 8);
        killing.begin();
        CompletableFuture<Void> first = CompletableFuture.runAsync(receiver::receive);
        double seconds = killing.during(round, receiver.lines::get, people.size());
        first.join();
        Set<String> leave = optOut(people, receiver.everybody());
        receiver.receive();

        List<String> received = receiver.received();
        Set<String> late = late(delivery);
        Set<String> all = new HashSet<>(received);
        all.addAll(late);
        report.round(received.size(), people.size() - all.size(), received.size() - Set.copyOf(received).size(),
                seconds);
        assertThat(received).doesNotHaveDuplicates().filteredOn(leave::contains).isEmpty();
        assertThat(late).isEqualTo(leave);
        assertThat(all).containsExactlyInAnyOrderElementsOf(people.keys());
        assertThat(population.database().sql("select count(distinct address_id) from hand_offs where delivery_id = :id")
                .param("id", Long.parseLong(delivery)).query(Integer.class).single()).isEqualTo(received.size());
    }

    /// Some of those who have not been handed off.
    private Set<String> optOut(People people, Set<String> gone) {
        Set<String> left = new HashSet<>();
        people.keys().stream().filter(key -> !gone.contains(key)).limit(20).forEach(key -> {
            server.wire().untilAnswered(Ask.post("/profiles/" + key + "/opt-outs", "{\"channel\":\"email\"}")).orFail();
            population.acknowledge(key);
            left.add(key);
        });
        return left;
    }

    private Set<String> late(String delivery) {
        Set<String> late = new HashSet<>();
        for (JsonNode item : server.wire().get("/deliveries/" + delivery + "/exclusions?phase=hand_off&limit=1000")
                .orFail().json().path("items")) {
            late.add(item.path("profile").asString());
        }
        return late;
    }

    /// The client. It stops at the first chunk that broke off and was repeated, and when none remain.
    private final class Receiver {

        private final String path;
        private final boolean keyed;
        private final String limit;
        private final Map<String, List<String>> chunks = new HashMap<>();
        private final AtomicInteger lines = new AtomicInteger();

        Receiver(String delivery, boolean keyed, int limit) {
            this.path = "/deliveries/" + delivery + "/hand-off";
            this.keyed = keyed;
            this.limit = limit == 0 ? "" : "?limit=" + limit;
        }

        void receive() {
            long remaining = 1;
            while (remaining > 0) {
                String name = keyed ? path + " " + chunks.size() : null;
                Ask ask = new Ask("POST", path + limit, "", "", name);
                Reply reply = server.wire().lines(ask, lines::incrementAndGet);
                JsonNode end = take(reply, null);
                if (end == null) {
                    complete(ask, reply);
                    lines.addAndGet(1_000_000);
                    return;
                }
                remaining = end.path("remaining").asLong();
            }
            lines.addAndGet(1_000_000);
        }

        /// Gets in full what broke off: each chunk that is listed, and was not received whole.
        private void complete(Ask ask, Reply broken) {
            if (keyed) {
                take(server.wire().untilAnswered(ask), broken);
                return;
            }
            for (JsonNode item : server.wire().untilAnswered(new Ask("GET", path + "s", "", "", null)).orFail().json()
                    .path("items")) {
                String chunk = item.path("chunk").asString();
                if (!chunks.containsKey(chunk)) {
                    take(server.wire().untilAnswered(new Ask("POST", path + "?again=" + chunk, "", "", null)), broken);
                }
            }
        }

        /// Keeps a chunk that is whole, and returns its last line; null for one that is not.
        private @Nullable JsonNode take(Reply reply, @Nullable Reply broken) {
            List<JsonNode> got = parse(reply);
            if (!reply.good() || got.isEmpty() || !got.getLast().has("handedOff")) {
                assertThat(broken).as("a repeat is whole: %s", reply).isNull();
                return null;
            }
            List<String> people = people(got);
            if (broken != null) {
                assertThat(people).as("what was written had been committed").containsAll(people(parse(broken)));
            }
            assertThat(got.getLast().path("handedOff").asInt()).isEqualTo(people.size());
            chunks.put(got.getFirst().path("chunk").asString(), people);
            return got.getLast();
        }

        private static List<JsonNode> parse(Reply reply) {
            List<JsonNode> whole = new ArrayList<>();
            for (String line : reply.text().lines().toList()) {
                if (line.startsWith("{") && line.endsWith("}")) {
                    whole.add(JSON.readTree(line));
                }
            }
            return whole;
        }

        private static List<String> people(List<JsonNode> lines) {
            return lines.stream().filter(line -> line.has("profile")).map(line -> line.path("profile").asString())
                    .toList();
        }

        Set<String> everybody() {
            return Set.copyOf(received());
        }

        List<String> received() {
            return chunks.values().stream().flatMap(List::stream).toList();
        }
    }
}
