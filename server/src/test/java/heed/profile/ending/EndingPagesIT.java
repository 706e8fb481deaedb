package heed.profile.ending;

import static org.assertj.core.api.Assertions.assertThat;

import heed.operator.Role;
import heed.testing.Api;
import heed.testing.Console;
import heed.testing.TestServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class EndingPagesIT {

    private final Api api = TestServer.api();
    private final Console console = Console.as(Role.PRIVACY);
    private final String key = TestServer.unique("ending a/b %.ü;c");
    private final String path = "/profiles/" + Api.segment(key);

    @BeforeEach
    void aPersonWhoOptedOut() {
        api.put(path).json(Map.of("addresses", Map.of("email", List.of(TestServer.unique("x") + "@example.org",
                TestServer.unique("y") + "@example.org")), "attributes", Map.of("age", 36))).send().expect(201);
        api.post(path + "/opt-outs").json(Map.of("channel", "sms")).send().expect(200);
    }

    @Test
    void aDeletionSaysWhatGoesAndWhatStaysThenTakesAReason() {
        String before = console.get(path + "/delete").expect(200).text();

        assertThat(before).contains("2 addresses", "1 attribute", "No subscription", "The opt-outs, in force", "SMS",
                "there is no undo").doesNotContain("??");
        assertThat(console.post(path + "/delete", Map.of("reason", " ")).text()).contains("A reason is missing");
        api.get(path).send().expect(200);

        String deleted = console.post(path + "/delete", Map.of("reason", "asked for by letter")).expect(200).text();
        assertThat(deleted).contains("is deleted", "Revive").doesNotContain("??", "A reason is missing");
        api.get(path).send().expect(404);
        assertThat(api.get(path + "/opt-outs").send().at("/channels/0").asString()).isEqualTo("sms");
        JsonNode entry = newest();
        assertThat(entry.at("/kind").asString()).isEqualTo("profile_deleted");
        assertThat(entry.at("/source").asString()).isEqualTo("operator");
        assertThat(entry.at("/actor").asString()).isEqualTo(console.actor());
        assertThat(entry.at("/evidence/reason").asString()).isEqualTo("asked for by letter");
    }

    @Test
    void aDeletedProfileIsRevivedWithItsOptOutsAndNothingElse() {
        api.delete(path).send().expect(204);

        assertThat(console.post(path + "/revive", Map.of("reason", "")).text()).contains("A reason is missing");
        assertThat(console.post(path + "/revive", Map.of("reason", "deleted by mistake")).expect(200).text())
                .contains("is back, without addresses", "can be deleted again on its page", "/delete\"")
                // A deletion would also take what came since the revival.
                .doesNotContain("action=\"" + path + "/delete\"", "value=\"deleted by mistake\"", "??");

        var revived = api.get(path).send().expect(200);
        assertThat(revived.at("/addresses").isEmpty()).isTrue();
        assertThat(revived.at("/attributes").isEmpty()).isTrue();
        assertThat(revived.at("/optOuts/channels/0").asString()).isEqualTo("sms");
        assertThat(newest().at("/kind").asString()).isEqualTo("profile_revived");
        assertThat(newest().at("/evidence/reason").asString()).isEqualTo("deleted by mistake");
    }

    @Test
    void aRevivalThatComesTooLateTakesNothingAway() {
        api.delete(path).send().expect(204);
        console.get(path + "/delete").expect(200);
        api.put(path).json(Map.of("addresses", Map.of("email", TestServer.unique("z") + "@example.org"))).send()
                .expect(201);

        assertThat(console.post(path + "/revive", Map.of("reason", "deleted by mistake")).text())
                .contains("Not done", "is not deleted");

        assertThat(api.get(path).send().at("/addresses/email").isString()).isTrue();
    }

    @Test
    void aMergedProfileIsNeitherDeletedNorRevivedUnderItsOldKey() {
        String other = TestServer.unique("ending other");
        api.put("/profiles/" + Api.segment(other)).json(Map.of()).send().expect(201);
        api.post(path + "/merge").json(Map.of("into", other)).send().expect(200);

        assertThat(console.get(path + "/delete").expect(200).text()).contains("was merged into " + other)
                .doesNotContain("name=\"reason\"", "??");
        assertThat(console.post(path + "/delete", Map.of("reason", "why not")).text()).contains("Not done");
        assertThat(console.post(path + "/revive", Map.of("reason", "why not")).text()).contains("Not done");

        api.get("/profiles/" + Api.segment(other)).send().expect(200);
        api.get(path).send().expect(404);
    }

    @Test
    void whoDoesNotEndProfilesLooksOnly() {
        Console marketer = Console.as(Role.MARKETER);

        assertThat(marketer.get(path + "/delete").expect(200).text()).doesNotContain("name=\"reason\"");
        marketer.post(path + "/delete", Map.of("reason", "no")).expect(403);

        api.get(path).send().expect(200);
        console.get("/profiles/" + TestServer.unique("nobody") + "/delete").expect(404);
    }

    private JsonNode newest() {
        return api.get(path + "/history?limit=1").send().expect(200).at("/items/0");
    }
}
