package heed.feedback;

import static heed.feedback.Inboxes.address;
import static heed.feedback.Inboxes.understood;
import static org.assertj.core.api.Assertions.assertThat;

import heed.testing.Answer;
import heed.testing.Api;
import heed.testing.TestServer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

class TextFeedbackIT {

    private static final AtomicInteger NEXT = new AtomicInteger(10_000);

    private final Api api = TestServer.api();
    private final String number = "+336123" + NEXT.incrementAndGet();

    @Test
    void stopMarksTheNumberWhateverShortCodeItCameToAndStartClearsNothingElse() {
        api.post("/quarantine").json(Map.of("channel", "sms", "address", number, "status", "quarantined")).send()
                .expect(201);

        Answer stop = text("STOP", "36063");
        assertThat(stop.at("/type").asString()).isEqualTo("stop");
        assertThat(address(number).at("/marks/0").asString()).isEqualTo("stop");
        JsonNode entry = api.get("/ledger?limit=1&source=sms_keyword").send().expect(200).at("/items/0");
        assertThat(entry.at("/evidence/feedback").asString()).isEqualTo(stop.at("/id").asString());

        text("START", "36180");
        assertThat(address(number).at("/marks")).isEmpty();
        assertThat(address(number).at("/status").asString()).isEqualTo("quarantined");
    }

    @Test
    void aStopIsAnsweredOnceHoweverOftenItComes() {
        text("STOP", "36063");
        text("stop", "36063");
        text("Stop.", "36063");

        assertThat(TestServer.bean(JdbcClient.class).sql("select count(*) from text_replies where number = :number")
                .param("number", number).query(Integer.class).single()).isLessThanOrEqualTo(1);
    }

    @Test
    void anUnclearTextHoldsTheNumberUntilSomebodyDecides() {
        String key = TestServer.unique("texter");
        api.put("/profiles/" + key).json(Map.of("addresses", Map.of("sms", number))).send().expect(201);

        Answer unclear = text("xyzzy plugh 42", "36063");

        assertThat(unclear.at("/state").asString()).isEqualTo("review");
        assertThat(unclear.at("/held").asBoolean()).isTrue();
        JsonNode cause = api.get("/profiles/" + key + "/eligibility?channel=sms").send().expect(200).at("/causes/0");
        assertThat(cause.at("/cause").asString()).isEqualTo("address_quarantined");
        assertThat(cause.at("/evidence/held").asBoolean()).isTrue();

        String path = "/feedback/" + unclear.at("/id").asString() + "/decision";
        Answer decided = api.post(path).json(Map.of("type", "ignored", "reason", "a question")).send().expect(200);
        assertThat(decided.at("/state").asString()).isEqualTo("classified");
        assertThat(address(number).isMissingNode()).isTrue();
        api.post(path).json(Map.of("type", "stop")).send().expect(409);

        api.post("/feedback/" + unclear.at("/id").asString() + "/replay").send().expect(200);
        assertThat(address(number).at("/held").asBoolean()).isTrue();
        api.post(path).json(Map.of("type", "stop")).send().expect(200);
        assertThat(address(number).at("/held").asBoolean()).isFalse();
        assertThat(address(number).at("/marks/0").asString()).isEqualTo("stop");
    }

    @Test
    void aStartDoesNotFreeATextThatNobodyHasRead() {
        Answer unclear = text("xyzzy plugh 42", "36063");
        text("START", "36063");
        assertThat(address(number).at("/held").asBoolean()).isTrue();

        api.post("/feedback/" + unclear.at("/id").asString() + "/decision")
                .json(Map.of("type", "ignored", "reason", "a question")).send().expect(200);

        assertThat(address(number).isMissingNode()).isTrue();
    }

    /// The law asks for a confirmation and a reason wherever a mark is cleared.
    @Test
    void aDecisionClearsNoMarkUnconfirmed() {
        text("STOP", "36063");
        String path = "/feedback/" + text("xyzzy plugh 42", "36063").at("/id").asString() + "/decision";

        Answer refused = api.post(path).json(Map.of("type", "start", "reason", "they called")).send().expect(409);
        assertThat(refused.at("/detail").asString()).contains("stop", "confirm: true");
        api.post(path).json(Map.of("type", "start", "confirm", true)).send().expect(400);
        api.post(path).json(Map.of("type", "ignored", "confirm", true)).send().expect(400);
        assertThat(address(number).at("/marks/0").asString()).isEqualTo("stop");
        assertThat(address(number).at("/held").asBoolean()).isTrue();

        api.post(path).json(Map.of("type", "start", "reason", "they called", "confirm", true)).send().expect(200);
        assertThat(address(number).isMissingNode()).isTrue();
    }

    /// It may be a STOP, and one that old is judged when it comes in (semantics §2).
    @Test
    void anUnclearTextOfLongAgoHoldsFromWhenItCameIn() {
        String sent = Instant.now().minus(Duration.ofDays(100)).toString();
        Answer unclear = understood(api.post("/feedback/sms")
                .json(Map.of("from", number, "text", "xyzzy plugh 42", "at", sent)).send().expect(202).at("/id")
                .asString());

        assertThat(TestServer.bean(JdbcClient.class).sql("""
                select e.at > now() - interval '1 day' from feedback_effects f
                join address_events e on e.address_id = f.address_id and e.seq = f.seq where f.feedback_id = :id
                """).param("id", Long.valueOf(unclear.at("/id").asString())).query(Boolean.class).single()).isTrue();
        assertThat(address(number).at("/held").asBoolean()).isTrue();
    }

    @Test
    void everyTextIsKeptAndFoundByItsWords() {
        String word = TestServer.unique("zebra").replace("-", "");
        Answer item = text("please tell me about " + word, "36063");

        assertThat(api.get("/feedback?q=" + word).send().expect(200).at("/items/0/id")).isEqualTo(item.at("/id"));
        assertThat(api.get("/feedback?q=" + Api.segment(number)).send().expect(200).at("/items/0/id"))
                .isEqualTo(item.at("/id"));
    }

    private Answer text(String text, String to) {
        return understood(api.post("/feedback/sms").json(Map.of("from", number, "to", to, "text", text)).send()
                .expect(202).at("/id").asString());
    }
}
