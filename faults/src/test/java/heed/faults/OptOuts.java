package heed.faults;

import static org.assertj.core.api.Assertions.assertThat;

import heed.faults.Population.People;
import heed.faults.Wire.Ask;
import heed.faults.Wire.Reply;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/// Opt-outs by many clients at once. Half of them repeat with an Idempotency-Key until they are answered.
record OptOuts(ChildServer server, Population population) implements Scenario {

    private static final int CLIENTS = 32;

    @Override
    public String name() {
        return "concurrent opt-outs";
    }

    @Override
    public void round(Killing killing, int round, Report report) {
        People people = population.add(Faults.of(400, 2000));
        List<String> keys = people.keys();
        Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        AtomicInteger next = new AtomicInteger();
        double seconds;
        killing.begin();
        try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            List<CompletableFuture<Void>> ends = IntStream.range(0, CLIENTS)
                    .mapToObj(_ -> CompletableFuture.runAsync(() -> client(keys, next, acknowledged), clients))
                    .toList();
            seconds = killing.during(round, acknowledged::size, keys.size());
            ends.forEach(CompletableFuture::join);
        }

        report.round(acknowledged.size(), population.lost(acknowledged), population.repeated(people.prefix()), seconds);
        assertThat(acknowledged).as("who repeats gets an answer").hasSizeGreaterThanOrEqualTo(keys.size() / 2);
    }

    private void client(List<String> keys, AtomicInteger next, Set<String> acknowledged) {
        for (int i = next.getAndIncrement(); i < keys.size(); i = next.getAndIncrement()) {
            String key = keys.get(i);
            Ask ask = Ask.post("/profiles/" + key + "/opt-outs",
                    "{\"channel\":\"" + (i % 3 == 0 ? "all" : "email") + "\"}");
            Reply reply = i % 2 == 0
                    ? server.wire().untilAnswered(ask.with("once-" + key))
                    : server.wire().send(ask);
            if (reply.good()) {
                acknowledged.add(key);
                population.acknowledge(key);
            }
        }
    }
}
