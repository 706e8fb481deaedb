package heed.faults;

import static org.assertj.core.api.Assertions.assertThat;

import heed.faults.Wire.Ask;
import heed.faults.Wire.Reply;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A storm of feedback: each event that was acknowledged leads to one event of its address, whoever dies meanwhile.
record FeedbackStorm(ChildServer server, Population population) implements Scenario {

    private static final int CLIENTS = 4;
    private static final int BATCH = 100;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Override
    public String name() {
        return "storm of feedback";
    }

    @Override
    public void round(Killing killing, int round, Report report) {
        String prefix = population.prefix();
        int batches = Faults.of(1_500, 20_000) / BATCH;
        Set<Long> acknowledged = ConcurrentHashMap.newKeySet();
        AtomicInteger next = new AtomicInteger();
        double seconds;
        killing.begin();
        try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            var ends = IntStream.range(0, CLIENTS).mapToObj(_ -> CompletableFuture.runAsync(() -> {
                for (int i = next.getAndIncrement(); i < batches; i = next.getAndIncrement()) {
                    Reply reply = server.wire().send(Ask.post("/feedback", events(prefix, i)));
                    if (reply.good()) {
                        reply.json().path("ids").forEach(id -> acknowledged.add(Long.valueOf(id.asString())));
                    }
                }
            }, clients)).toList();
            seconds = killing.during(round, acknowledged::size, (long) batches * BATCH);
            ends.forEach(CompletableFuture::join);
        }
        server.awaitAnswer();
        awaitUnderstood();

        Long[] ids = acknowledged.toArray(Long[]::new);
        report.round(acknowledged.size(), number("""
                select count(*) from unnest(cast(:ids as bigint[])) as a (id)
                where not exists (select from feedback_effects e where e.feedback_id = a.id)""", ids), number("""
                select count(*) from (select from feedback_effects e where feedback_id = any(cast(:ids as bigint[]))
                group by feedback_id having count(*) > 1) as twice""", ids), seconds);
    }

    private long number(String sql, Long[] ids) {
        return database().sql(sql).param("ids", ids).query(Long.class).single();
    }

    private JdbcClient database() {
        return server.database();
    }

    private void awaitUnderstood() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (database().sql("select exists(select from feedback where state = 'received')").query(Boolean.class)
                .single()) {
            assertThat(System.nanoTime()).as("the inbox is worked off").isLessThan(end);
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
    }

    /// Soft errors: the storm breaker does not look at them.
    private static String events(String prefix, int batch) {
        return IntStream.range(0, BATCH)
                .mapToObj(i -> "{\"channel\":\"email\",\"address\":\"u" + i + "." + batch + "@" + prefix
                        + ".example\",\"type\":\"soft\",\"reason\":\"mailbox_full\"}")
                .collect(Collectors.joining(",", "[", "]"));
    }
}
