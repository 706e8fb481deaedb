package heed.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import heed.feedback.Inboxes;
import heed.hostile.Hostile.Values;
import heed.hostile.Wire.Reply;
import heed.testing.Api;
import heed.testing.LogLines;
import heed.testing.TestServer;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Walks every route of the server. `-Dheed.hostile=full` takes every value; `-Dheed.hostile.seed=…` repeats a draw.
class HostileInputIT {

    private static final boolean FULL = "full".equals(System.getProperty("heed.hostile"));
    private static final long SEED = Long.getLong("heed.hostile.seed", 20260131L);
    private static final int A_PLACE = 2;
    private static final String STATE = """
            select concat_ws(' ', (select max(seq) from ledger), (select max(id) from profiles),
                (select max(id) from services), (select max(id) from imports), (select max(id) from deliveries),
                (select count(*) from hand_offs), (select max(id) from addresses),
                (select count(*) from api_keys where revoked_at is null), (select count(*) from excluded_domains))""";

    private static final LogLines LOG = LogLines.open();

    private final Api api = TestServer.api();
    private final Wire wire = new Wire(TestServer.url());
    private final JdbcClient jdbc = TestServer.bean(JdbcClient.class);

    @AfterAll
    static void theLogNamesNobodyAndHasNoFailure() {
        LOG.close();
        assertThat(LOG.all()).filteredOn(LogLines.Line::failure).isEmpty();
        assertThat(LOG.all()).noneMatch(line -> line.text().contains(TestServer.ADMIN_KEY)
                || line.text().contains("walked-") || line.text().contains("walk.example"));
    }

    @Test
    void everyRouteRefusesWhatIsHostileWithoutATrace() throws IOException {
        Values values = Values.of(data("values.json"));
        Random random = new Random(SEED);
        List<Route> routes = routes();
        List<String> wrong = new ArrayList<>();
        int walked = 0;
        for (Route route : routes) {
            World world = World.fresh(api);
            for (List<Hostile> place : Hostile.all(route, world, values)) {
                List<Hostile> drawn = new ArrayList<>(place);
                Collections.shuffle(drawn, random);
                for (Hostile hostile : FULL ? drawn : drawn.subList(0, Math.min(A_PLACE, drawn.size()))) {
                    wrong.addAll(walk(hostile));
                    walked++;
                }
            }
        }
        System.out.printf("walked %d routes with %d requests, seed %d%s%n", routes.size(), walked, SEED,
                FULL ? ", full" : "");

        assertThat(wrong).as("seed %d, %d requests", SEED, walked).isEmpty();
    }

    /// Lines of `wire.txt`: requests that no client would make.
    @Test
    void whatIsNoRequestIsRefusedWithoutALookInside() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (String block : text("wire.txt").split("\n---\n", -1)) {
            String request = block.lines().filter(line -> !line.startsWith("#")).reduce((a, b) -> a + "\n" + b)
                    .orElse("").translateEscapes().replace("{key}", TestServer.ADMIN_KEY);
            String before = state();
            Reply reply = wire.send(request.getBytes(ISO_8859_1));
            // A request of HTTP/0.9 is answered with a body alone.
            boolean bare = reply.status() == 0 && (reply.body().isEmpty() || reply.body().contains("\"status\":4"));
            if (Verdict.INSIDE.matcher(reply.body()).find()
                    || (!bare && (reply.status() < 400 || !Verdict.refusal(reply, false, "").isEmpty()))) {
                wrong.add(request + "\n→ " + reply);
            }
            assertThat(state()).as(request).isEqualTo(before);
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void noPathTrickOpensARouteWithoutAKey() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (String path : text("paths.txt").lines().toList()) {
            Reply reply = wire.send(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                    .getBytes(ISO_8859_1));
            if (reply.status() < 400 || !Verdict.refusal(reply, false, "").isEmpty()) {
                wrong.add(path + " → " + reply);
            }
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void aHundredMegabytesOfJsonAreNotTaken() {
        String head = "POST /api/v1/eligibility HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                + TestServer.ADMIN_KEY + "\r\nContent-Type: application/json\r\nConnection: close\r\n";
        byte[] megabyte = " ".repeat(1 << 20).getBytes(UTF_8);

        Reply known = wire.send(out -> {
            out.write((head + "Content-Length: " + 100 * megabyte.length + "\r\n\r\n").getBytes(UTF_8));
            for (int i = 0; i < 100; i++) {
                out.write(megabyte);
            }
        });
        Reply chunked = wire.send(out -> {
            out.write((head + "Transfer-Encoding: chunked\r\n\r\n").getBytes(UTF_8));
            for (int i = 0; i < 100; i++) {
                out.write("100000\r\n".getBytes(UTF_8));
                out.write(megabyte);
                out.write("\r\n".getBytes(UTF_8));
            }
            out.write("0\r\n\r\n".getBytes(UTF_8));
        });

        assertThat(known.status()).isEqualTo(413);
        assertThat(known.body()).contains("10 MB");
        assertThat(chunked.status()).isEqualTo(413);
    }

    private List<String> walk(Hostile hostile) {
        String before = state();
        Reply reply = wire.send(hostile.bytes());
        List<String> wrong = new ArrayList<>(Verdict.of(hostile, reply));
        if (reply.status() == 202) {
            settle(reply.header("location"));
        }
        if (reply.status() >= 400 && !state().equals(before)) {
            wrong.add(hostile + " → " + reply.status() + ": refused, and left a trace: " + before + " → " + state());
        }
        return wrong;
    }

    /// Work that goes on would leave its traces while others are looked at.
    private void settle(String location) {
        String state = "running";
        while (!location.isEmpty() && List.of("running", "received").contains(state)) {
            state = api.raw("GET", location).send().expect(200).at("/state").asString("");
        }
    }

    /// What was taken before is worked off first, beside the requests.
    private String state() {
        Inboxes.settled();
        return jdbc.sql(STATE).query(String.class).single();
    }

    static List<Route> routes() throws IOException {
        return Route.all(TestServer.bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class),
                data("routes.json"));
    }

    private static JsonNode data(String name) throws IOException {
        return new JsonMapper().readTree(text(name));
    }

    private static String text(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(HostileInputIT.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}
