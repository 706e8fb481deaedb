package heed.feedback;

import static heed.feedback.Inboxes.address;
import static heed.feedback.Inboxes.told;
import static heed.feedback.Inboxes.understood;
import static org.assertj.core.api.Assertions.assertThat;

import heed.testing.Answer;
import heed.testing.Api;
import heed.testing.TestServer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

class FeedbackIT {

    private final Api api = TestServer.api();
    private final String address = "ada@" + TestServer.unique("feedback") + ".example";

    @Test
    void aHardErrorQuarantinesTheAddressAndTheEligibilityNamesItsEntry() {
        String key = TestServer.unique("bounced");
        api.put("/profiles/" + key).json(Map.of("addresses", Map.of("email", address))).send().expect(201);

        Answer item = told(event("hard", Map.of("reason", "user_unknown", "text", "550 5.1.1 no such user")));

        assertThat(item.at("/state").asString()).isEqualTo("classified");
        assertThat(item.at("/type").asString()).isEqualTo("hard");
        assertThat(item.at("/reason").asString()).isEqualTo("user_unknown");
        assertThat(item.at("/enhancedCode").asString()).isEqualTo("5.1.1");
        assertThat(item.at("/recipients/0").asString()).isEqualTo(address);
        JsonNode cause = api.get("/profiles/" + key + "/eligibility?channel=email").send().expect(200).at("/causes/0");
        assertThat(cause.at("/cause").asString()).isEqualTo("address_quarantined");
        JsonNode entry = entry(cause.at("/evidence/seq").asLong());
        assertThat(entry.at("/evidence/feedback").asString()).isEqualTo(item.at("/id").asString());
        assertThat(entry.at("/change/to/status").asString()).isEqualTo("quarantined");
        assertThat(entry.toString()).doesNotContain(address);
    }

    @Test
    void theSameEventTwiceCountsOnceForAnAddress() {
        Map<String, ?> event = event("hard", Map.of("id", TestServer.unique("event")));
        String other = "eve@" + TestServer.unique("feedback") + ".example";
        Map<String, Object> elsewhere = new HashMap<>(event);
        elsewhere.put("address", other);

        Answer first = api.post("/feedback").json(List.of(event, event, elsewhere)).send().expect(202);
        Answer again = api.post("/feedback").json(List.of(event)).send().expect(202);

        assertThat(first.at("/ids/1")).isEqualTo(first.at("/ids/0"));
        assertThat(again.at("/ids/0")).isEqualTo(first.at("/ids/0"));
        assertThat(first.at("/ids/2")).isNotEqualTo(first.at("/ids/0"));
        understood(first.at("/ids/0").asString());
        understood(first.at("/ids/2").asString());
        assertThat(address(address).at("/errorCount").asInt()).isEqualTo(1);
        assertThat(address(other).at("/status").asString()).isEqualTo("quarantined");
    }

    @Test
    void aReasonThatSaysNothingAboutTheAddressMakesAnyEventIgnored() {
        Answer item = told(event("hard", Map.of("reason", "policy", "text", "550 5.7.1 blocked")));

        assertThat(item.at("/type").asString()).isEqualTo("ignored");
        assertThat(address(address).isMissingNode()).isTrue();
        assertThat(entries()).as("it is in the inbox alone").isZero();
        assertThat(api.get("/feedback?type=ignored&q=" + Api.segment(address)).send().at("/items/0/recipients/0")
                .asString()).isEqualTo(address);
        api.post("/feedback/" + item.at("/id").asString() + "/replay").send().expect(200);
        assertThat(entries()).isZero();
    }

    /// At one moment the order of the fold is that of what the senders sent, never that of arrival (semantics §2).
    @Test
    void ofErrorsOfOneMomentTheSameCountsInWhateverOrderTheyCome() {
        String at = Instant.now().minus(Duration.ofDays(1)).toString();
        for (int i = 0; i < 6; i++) {
            String whose = "a" + i + "-" + address;
            List<String> ids = List.of("mailbox_full", "unreachable").stream().map(reason -> told(
                    event("soft", Map.of("at", at, "reason", reason, "id", reason, "address", whose))).at("/id")
                    .asString()).toList();

            String first = TestServer.bean(JdbcClient.class)
                    .sql("select reason from feedback where id in (:a, :b) order by once limit 1")
                    .param("a", Long.valueOf(ids.getFirst())).param("b", Long.valueOf(ids.getLast()))
                    .query(String.class).single();
            assertThat(address(whose).at("/errorReason").asString()).isEqualTo(first);
        }
    }

    @Test
    void eventsInAnyOrderComeToTheSame() {
        Instant start = Instant.now().minus(Duration.ofDays(9));
        List<Map<String, ?>> events = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            events.add(event("soft", Map.of("at", start.plus(Duration.ofDays(2L * i)).toString())));
        }
        events.add(event("delivered", Map.of("at", start.plus(Duration.ofDays(5)).toString())));
        Collections.reverse(events);

        Answer taken = api.post("/feedback").json(events).send().expect(202);
        taken.at("/ids").forEach(id -> understood(id.asString()));

        JsonNode state = address(address);
        assertThat(state.at("/status").asString()).isEqualTo("erroneous");
        assertThat(state.at("/errorCount").asInt()).isEqualTo(1);
    }

    @Test
    void whatIsTooOldToLiftAnythingIsDroppedAndStaysVisible() {
        Answer item = told(event("delivered", Map.of("at", Instant.now().minus(Duration.ofDays(91)).toString())));

        assertThat(item.at("/state").asString()).isEqualTo("classified");
        assertThat(item.at("/error").asString()).contains("90 days");
    }

    @Test
    void anAddressThatCannotBeReadFailsAloneAndStaysVisible() {
        Answer item = told(Map.of("channel", "email", "address", "nobody at all", "type", "hard"));

        assertThat(item.at("/state").asString()).isEqualTo("failed");
        assertThat(item.at("/error").asString()).isNotBlank();
        assertThat(api.get("/feedback?state=failed&q=" + Api.segment("nobody at all")).send().expect(200).text())
                .contains("\"id\":\"" + item.at("/id").asString() + "\"");
    }

    @Test
    void whatIsTooLongForTheDatabaseFailsAloneAndHoldsNothingUp() {
        Answer item = told(Map.of("channel", "email", "address", "x".repeat(20_000), "type", "hard", "id",
                "i".repeat(5_000)));

        assertThat(item.at("/state").asString()).isEqualTo("failed");
        assertThat(told(event("hard", Map.of())).at("/state").asString()).isEqualTo("classified");
    }

    @Test
    void whatIsWrongInABatchIsSaidAllAtOnceAndNothingIsKept() {
        Answer refused = api.post("/feedback").json(List.of(event("hard", Map.of()), event("bounced", Map.of()),
                Map.of("channel", "email", "type", "hard"))).send().expect(400);

        assertThat(refused.at("/errors/0/field").asString()).isEqualTo("[1].type");
        assertThat(refused.at("/errors/1/field").asString()).isEqualTo("[2].address");
        assertThat(api.get("/feedback?q=" + Api.segment(address)).send().at("/items")).isEmpty();
        api.post("/feedback").json(Collections.nCopies(1_001, event("hard", Map.of()))).send().expect(413);
    }

    @Test
    void understoodAgainItDoesNotCountTwice() {
        Answer item = told(event("hard", Map.of()));
        String id = item.at("/id").asString();
        long entries = entries();

        api.post("/feedback/" + id + "/replay").json(Map.of("reason", "to be sure")).send().expect(200);
        api.post("/feedback/" + id + "/replay").send().expect(200);

        assertThat(address(address).at("/errorCount").asInt()).isEqualTo(1);
        assertThat(entries()).isEqualTo(entries);
    }

    @Test
    void aRawMessageIsTakenOnceWhateverItsMediaTypeIsCalled() {
        String raw = "From: a@" + TestServer.unique("x")
                + ".example\r\nTo: b@example.org\r\nSubject: Hello\r\n\r\nHi.\r\n";

        Answer first = api.post("/feedback/email").body(raw, "message/rfc822").send().expect(202);
        Answer again = api.post("/feedback/email").body(raw, "application/x-www-form-urlencoded").send().expect(202);

        assertThat(again.at("/id")).isEqualTo(first.at("/id"));
        assertThat(understood(first.at("/id").asString()).at("/way").asString()).isEqualTo("email");
        api.post("/feedback/email").body("", "message/rfc822").send().expect(400);
    }

    @Test
    void anIdempotencyKeyAnswersTheSameMessageWithTheSameId() {
        String key = TestServer.unique("mail");
        String raw = "Subject: " + key + "\r\n\r\nHi.\r\n";

        Answer first = api.post("/feedback/email").idempotencyKey(key).body(raw, "message/rfc822").send().expect(202);
        Answer again = api.post("/feedback/email").idempotencyKey(key).body(raw, "message/rfc822").send().expect(202);

        assertThat(again.at("/id")).isEqualTo(first.at("/id"));
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        api.post("/feedback/email").idempotencyKey(key).body(raw + "more", "message/rfc822").send().expect(422);
    }

    @Test
    void anUnknownItemIsNotFound() {
        api.get("/feedback/999999999").send().expect(404);
        api.get("/feedback/none").send().expect(404);
        api.post("/feedback/999999999/replay").send().expect(404);
        api.post("/feedback/999999999/decision").json(Map.of("type", "hard")).send().expect(404);
    }

    private long entries() {
        return TestServer.bean(JdbcClient.class).sql("""
                select count(*) from ledger l join addresses a on a.id = l.address_id where a.canonical = :address
                """).param("address", address).query(Long.class).single();
    }

    private JsonNode entry(long seq) {
        for (JsonNode item : api.get("/ledger?limit=200").send().expect(200).at("/items")) {
            if (item.at("/seq").asLong() == seq) {
                return item;
            }
        }
        throw new AssertionError("no entry " + seq);
    }

    private Map<String, ?> event(String type, Map<String, ?> more) {
        Map<String, Object> event = new HashMap<>(Map.of("channel", "email", "address", address, "type", type));
        event.putAll(more);
        return event;
    }
}
