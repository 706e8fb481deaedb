package heed.landingpage.visit;

import static org.assertj.core.api.Assertions.assertThat;

import heed.landingpage.PageKind;
import heed.testing.Api;
import heed.testing.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Many people opt out through a page while analyses run: none is lost, and none is late. `-Dheed.optouts=10000` for as
/// many as the release asks for.
class ManyOptOutsIT {

    private static final int PEOPLE = Integer.getInteger("heed.optouts", 400);
    private static final int AT_ONCE = 8;
    private static final int LOOK_AT_EACH = 20;
    private static final long BETWEEN_ANALYSES = 50_000_000;

    private final Api api = TestServer.api();
    private final JdbcClient jdbc = TestServer.bean(JdbcClient.class);
    private final String prefix = TestServer.unique("crowd");
    private final AtomicBoolean ended = new AtomicBoolean();

    @Test
    void noneIsLostAndNoneIsLateWhileAnalysesRun() throws InterruptedException, ExecutionException {
        List<Integer> people = people();
        SamplePage page = SamplePage.of(PageKind.OPT_OUT_ALL, "{{submit}}");
        String delivery = delivery();
        assertThat(analysed(delivery)).isEqualTo(PEOPLE);
        int analyses;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer> running = threads.submit(() -> analyseUntilTheEnd(delivery));
            List<Future<?>> senders = new ArrayList<>();
            for (int n = 0; n < AT_ONCE; n++) {
                int first = n;
                senders.add(threads.submit(() -> IntStream.range(0, people.size()).filter(i -> i % AT_ONCE == first)
                        .forEach(i -> optOut(page, people.get(i), i))));
            }
            for (Future<?> sender : senders) {
                sender.get();
            }
            ended.set(true);
            analyses = running.get();
        }

        assertThat(analyses).isPositive();
        assertThat(analysed(delivery)).isZero();
        assertThat(jdbc.sql("""
                select count(*) from opt_outs o join profiles p on p.id = o.profile_id where p.key like :keys
                """).param("keys", prefix + "-%").query(Integer.class).single()).isEqualTo(PEOPLE);
    }

    private void optOut(SamplePage page, int profile, int place) {
        assertThat(api.as("").raw("POST", page.linkOf(profile, 0)).header("Accept-Language", "en")
                .body("act=submit", "application/x-www-form-urlencoded").send().expect(200).text())
                .contains("From now on we no longer contact you: on every channel.");
        if (place % LOOK_AT_EACH == 0) {
            assertThat(api.post("/eligibility").json(Map.of("channel", "email", "profiles", List.of(key(place)))).send()
                    .expect(200).at("/items/0/cause").asString()).isEqualTo("opted_out_all");
        }
    }

    private int analyseUntilTheEnd(String delivery) {
        int analyses = 0;
        while (!ended.get()) {
            analysed(delivery);
            analyses++;
            LockSupport.parkNanos(BETWEEN_ANALYSES);
        }
        return analyses;
    }

    /// The target of an analysis made now.
    private int analysed(String delivery) {
        String path = "/deliveries/" + delivery + "/analysis";
        api.post(path).send();
        while (!api.get(path).send().at("/state").asString().equals("done")) {
            LockSupport.parkNanos(5_000_000);
        }
        return api.get(path).send().at("/target").asInt();
    }

    private String delivery() {
        List<String> keys = IntStream.range(0, PEOPLE).mapToObj(this::key).toList();
        return api.post("/deliveries").json(Map.of("label", prefix, "channel", "email", "audience",
                Map.of("type", "profiles", "keys", keys))).send().expect(201).at("/id").asString();
    }

    private List<Integer> people() {
        StringBuilder file = new StringBuilder("key,email\n");
        IntStream.range(0, PEOPLE)
                .forEach(i -> file.append(key(i)).append(',').append(key(i)).append("@crowd.example\n"));
        String id = api.post("/imports?kind=profiles").body(file.toString(), "text/csv").send().expect(202).at("/id")
                .asString();
        while (!api.get("/imports/" + id).send().at("/state").asString().equals("done")) {
            LockSupport.parkNanos(5_000_000);
        }
        return List.copyOf(jdbc.sql("select id from profiles where key like :keys order by key")
                .param("keys", prefix + "-%").query(Integer.class).list());
    }

    private String key(int i) {
        return prefix + "-%06d".formatted(i);
    }
}
