package heed.feedback;

import heed.testing.Answer;
import heed.testing.Api;
import heed.testing.TestServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// Waits for what the inbox works off beside the requests.
public final class Inboxes {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private Inboxes() {
    }

    /// The item, once it is understood.
    public static Answer understood(String id) {
        until(() -> !item(id).at("/state").asString().equals("received"));
        return item(id);
    }

    /// Until all that came in is understood.
    public static void settled() {
        JdbcClient jdbc = TestServer.bean(JdbcClient.class);
        until(() -> jdbc.sql("select not exists(select from feedback where state = 'received')").query(Boolean.class)
                .single());
    }

    private static void until(BooleanSupplier reached) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!reached.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not understood in time");
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /// Sends one typed event and answers its item, once it is understood.
    public static Answer told(Map<String, ?> event) {
        return understood(TestServer.api().post("/feedback").json(List.of(event)).send().expect(202).at("/ids/0")
                .asString());
    }

    /// How an address stands, where it is not valid; a missing node where it is.
    public static JsonNode address(String address) {
        return TestServer.api().get("/quarantine?q=" + Api.segment(address)).send().expect(200).at("/items/0");
    }

    private static Answer item(String id) {
        return TestServer.api().get("/feedback/" + id).send().expect(200);
    }
}
