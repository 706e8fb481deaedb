package heed.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import heed.operator.Role;
import heed.testing.Answer;
import heed.testing.Api;
import heed.testing.Console;
import heed.testing.TestServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

class DeliveryDeletionIT {
    private static final Map<String, String> UNDO = Map.of("reason", "undo");

    private final Api api = TestServer.api();
    private final JdbcClient jdbc = TestServer.bean(JdbcClient.class);
    private final People people = new People();
    private final Console console = Console.as(Role.MARKETER);
    private final String label = TestServer.unique("Spring sale");

    DeliveryDeletionIT() {
        people.add("free", "free");
    }

    @Test
    void aDeletedDeliveryIsNowhereAndOneButtonBringsItBackAsItWas() {
        String id = prepared();
        String one = "/deliveries/" + id;
        JsonNode before = api.get(one).send().expect(200).json();
        JsonNode analysis = api.get(one + "/analysis").send().expect(200).json();

        Answer deleted = console.post(one + "/delete", Map.of("reason", "the wrong month"));

        assertThat(deleted.expect(200).text()).contains(label + " is deleted", "action=\"" + one + "/restore\"")
                .doesNotContain("href=\"" + one + "\"", "??");
        for (String path : List.of("", "/analysis", "/target", "/exclusions", "/hand-offs")) {
            api.get(one + path).send().expect(404);
        }
        api.post(one + "/analysis").send().expect(404);
        api.post(one + "/hand-off").send().expect(404);
        api.patch(one).json(Map.of("label", "other")).send().expect(404);
        api.delete(one).send().expect(404);
        for (String path : List.of("", "/edit", "/exclusions", "/what-if", "/target.csv", "/progress")) {
            console.get(one + path).expect(404);
        }
        assertThat(api.get("/deliveries?limit=5").send().text()).doesNotContain(label);
        assertThat(console.get("/profiles/" + people.key("free") + "/why").text()).doesNotContain(label);
        console.get("/profiles/" + people.key("free") + "/why?delivery=" + id).expect(404);

        Answer back = console.post(one + "/restore", UNDO);

        assertThat(back.expect(200).text()).contains(label + " is back as it was", "/what-if").doesNotContain("??");
        assertThat(api.get(one).send().expect(200).json()).isEqualTo(before);
        assertThat(api.get(one + "/analysis").send().expect(200).json()).isEqualTo(analysis);
        console.post(one + "/restore", UNDO).expect(404);
        JsonNode entries = api.get("/ledger?limit=2&actor=" + Api.segment(console.actor())).send().at("/items");
        assertThat(entries).extracting(entry -> entry.path("kind").asString() + " "
                + entry.at("/evidence/reason").asString() + " " + entry.at("/evidence/delivery").asString())
                .containsExactly("delivery_changed undo " + id, "delivery_changed the wrong month " + id);
    }

    @Test
    void aDeliveryWhoseAnalysisFailedNeedsNoAttentionOnceItIsDeleted() {
        String id = prepared();
        jdbc.sql("update analyses set state = 'failed', error = :error where delivery_id = :id")
                .param("error", label + " broke").param("id", Long.valueOf(id)).update();
        assertThat(console.get("/").text()).contains(label + " broke");

        api.delete("/deliveries/" + id).send().expect(204);

        assertThat(console.get("/").text()).doesNotContain(label);
    }

    @Test
    void afterAMonthItIsGoneForGood() {
        String id = prepared();
        String kept = prepared();
        api.delete("/deliveries/" + id).send().expect(204);
        api.delete("/deliveries/" + kept).send().expect(204);
        jdbc.sql("update deliveries set deleted_at = deleted_at - interval '30 days' where id = :id")
                .param("id", Long.valueOf(id)).update();

        TestServer.bean(DeletedDeliveryJob.class).purge();

        console.post("/deliveries/" + id + "/restore", UNDO).expect(404);
        console.post("/deliveries/" + kept + "/restore", UNDO).expect(200);
    }

    private String prepared() {
        String id = api.post("/deliveries").json("""
                {"label":"%s","channel":"email","audience":{"type":"profiles","keys":%s}}""".formatted(label,
                people.keysJson())).send().expect(201).at("/id").asString();
        api.post("/deliveries/" + id + "/analysis").send().expect(200);
        return id;
    }
}
