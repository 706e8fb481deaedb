package heed.faults;

import heed.faults.Population.People;
import heed.faults.Wire.Ask;
import heed.faults.Wire.Reply;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/// Deliveries, small files and opt-outs, each request repeated with its Idempotency-Key until it is answered, and once
/// more after that: one effect each, and the same answer.
record RepeatedRequests(ChildServer server, Population population) implements Scenario {

    private static final int CLIENTS = 9;

    @Override
    public String name() {
        return "repeated requests";
    }

    @Override
    public void round(Killing killing, int round, Report report) {
        int size = Faults.of(45, 600);
        People people = population.add(size);
        AtomicInteger next = new AtomicInteger();
        AtomicInteger done = new AtomicInteger();
        AtomicInteger differing = new AtomicInteger();
        double seconds;
        killing.begin();
        try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            List<CompletableFuture<Void>> ends = IntStream.range(0, CLIENTS)
                    .mapToObj(_ -> CompletableFuture.runAsync(() -> {
                        for (int i = next.getAndIncrement(); i < size; i = next.getAndIncrement()) {
                            differing.addAndGet(twice(people, i));
                            done.incrementAndGet();
                        }
                    }, clients)).toList();
            seconds = killing.during(round, done::get, size);
            ends.forEach(CompletableFuture::join);
        }

        long deliveries = population.number("select count(*) from deliveries where label like :prefix || '-%'",
                people.prefix());
        long files = population.number("select count(*) from imports where options ->> 'reason' like :prefix || '-%'",
                people.prefix());
        long optOuts = population.number("""
                select count(*) from profiles p join ledger l on l.profile_id = p.id
                where l.kind = 'opt_out' and p.key >= :prefix || '-' and p.key < :prefix || '.'""", people.prefix());
        long each = size / 3;
        report.round(done.get(),
                Math.max(0, each - deliveries) + Math.max(0, each - files) + Math.max(0, each - optOuts),
                differing.get() + Math.max(0, deliveries - each) + Math.max(0, files - each)
                        + Math.max(0, optOuts - each),
                seconds);
    }

    /// 1 when the second answer differs from the first.
    private int twice(People people, int i) {
        String key = people.keys().get(i);
        Ask ask = ask(key, i).with("twice-" + key);
        Reply first = server.wire().untilAnswered(ask).orFail();
        Reply second = server.wire().untilAnswered(ask).orFail();
        if (i % 3 == 0) {
            population.acknowledge(key);
        }
        return first.json().path("id").equals(second.json().path("id"))
                && first.json().path("seq").equals(second.json().path("seq")) ? 0 : 1;
    }

    private static Ask ask(String key, int i) {
        return switch (i % 3) {
            case 0 -> Ask.post("/profiles/" + key + "/opt-outs", "{\"channel\":\"all\"}");
            case 1 -> Ask.post("/deliveries",
                    "{\"label\":\"" + key + "\",\"channel\":\"email\",\"audience\":{\"type\":\"all\"}}");
            default -> Ask.csv("/imports?kind=profiles&reason=" + key, "key,age\n" + key + ",36\n");
        };
    }
}
