package heed.faults;

import static org.assertj.core.api.Assertions.assertThat;

import heed.faults.Population.People;
import heed.faults.Wire.Ask;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/// Analyses of several deliveries at once, again and again, while people opt out. Whatever became of them, they can be repeated, and all
/// come to the same counts.
record Analyses(ChildServer server, Population population) implements Scenario {

    private static final int DELIVERIES = 6;
    private static final int TIMES = 5;

    @Override
    public String name() {
        return "analyses";
    }

    @Override
    public void round(Killing killing, int round, Report report) {
        People people = population.add(Faults.of(500, 5000));
        List<String> deliveries = IntStream.range(0, DELIVERIES)
                .mapToObj(_ -> population.delivery("{\"type\":\"import\",\"id\":\"" + people.importId() + "\"}"))
                .toList();
        double seconds;
        killing.begin();
        try (ExecutorService clients = Executors.newFixedThreadPool(DELIVERIES)) {
            AtomicInteger begun = new AtomicInteger();
            List<CompletableFuture<Void>> ends = deliveries.stream().map(id -> CompletableFuture.runAsync(() -> {
                for (int time = 0; time < TIMES; time++) {
                    String key = people.keys().get(begun.getAndIncrement());
                    server.wire().send(Ask.post("/deliveries/" + id + "/analysis", ""));
                    Ask optOut = Ask.post("/profiles/" + key + "/opt-outs", "{\"channel\":\"all\"}");
                    if (server.wire().send(optOut).good()) {
                        population.acknowledge(key);
                    }
                }
            }, clients)).toList();
            seconds = killing.during(round, begun::get, DELIVERIES * TIMES);
            ends.forEach(CompletableFuture::join);
        }

        List<String> counts = deliveries.stream().map(this::prepareAnew).toList();
        report.round(counts.size(), 0, 0, seconds);
        assertThat(counts).containsOnly(counts.getFirst());
    }

    /// Its counts at the present state: one that came to its end before the last opt-out is prepared again.
    private String prepareAnew(String delivery) {
        population.prepare(delivery);
        JsonNode result = population.prepare(delivery);
        return result.path("audience") + " " + result.path("target") + " " + result.path("exclusions");
    }
}
