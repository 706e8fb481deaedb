package heed.profile.ending;

import static org.assertj.core.api.Assertions.assertThat;

import heed.operator.Role;
import heed.testing.Answer;
import heed.testing.Api;
import heed.testing.Console;
import heed.testing.TestServer;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class MergePagesIT {

    private final Api api = TestServer.api();
    private final Console console = Console.as(Role.PRIVACY);
    private final String key = TestServer.unique("merge a/b %.ü;c");
    private final String path = "/profiles/" + Api.segment(key);
    private final String other = TestServer.unique("merge other?#&");
    private final String otherPath = "/profiles/" + Api.segment(other);
    private final String mail = TestServer.unique("merge") + "@example.org";

    @BeforeEach
    void twoPeopleWhoOptedOut() {
        api.put(path).json(Map.of("addresses", Map.of("email", mail), "attributes", Map.of("age", 36))).send()
                .expect(201);
        api.put(otherPath).json(Map.of("addresses", Map.of("email", "other-" + mail))).send().expect(201);
        api.post(path + "/opt-outs").json(Map.of("channel", "email")).send().expect(200);
        api.post(otherPath + "/opt-outs").json(Map.of("channel", "fax")).send().expect(200);
    }

    @Test
    void theOtherProfileIsAskedForAndWhatWouldComeOfItIsShown() {
        String first = console.get(path + "/merge").expect(200).text();
        assertThat(first).contains("Key of the profile that stays").doesNotContain("??", "name=\"reason\"");

        String preview = preview().text();
        assertThat(preview).contains("E-mail", "Fax", "opted out", mail, "other-" + mail, "1 attribute",
                "A merge cannot be undone", "name=\"reason\"", "name=\"confirm\"").doesNotContain("??", ">SMS<");
        api.get(path).send().expect(200);
    }

    @Test
    void aMergeNeedsAReasonAndTheBox() {
        assertThat(console.post(path + "/merge", Map.of("into", other, "reason", " ", "confirm", "true")).text())
                .contains("A reason is missing", "Opt-outs that stay");
        assertThat(console.post(path + "/merge", Map.of("into", other, "reason", "the same person")).text())
                .contains("tick the box", "Opt-outs that stay").doesNotContain("??");

        api.get(path).send().expect(200);
    }

    @Test
    void aMergedPersonKeepsEveryOptOutOfBothAndTheReasonIsInTheLedger() {
        console.post(path + "/merge", Map.of("into", other, "reason", "the same person", "confirm", "true"));

        Answer merged = api.get(otherPath).send().expect(200);
        assertThat(merged.at("/optOuts/channels").valueStream().map(JsonNode::asString)).containsExactly("email",
                "fax");
        assertThat(merged.at("/addresses/email").asString()).isEqualTo("other-" + mail);
        api.get(path).send().expect(404);
        api.post(path + "/opt-outs").json(Map.of("channel", "push")).send().expect(200);
        assertThat(api.get(otherPath).send().at("/optOuts/channels").toString()).contains("push");
        JsonNode entry = api.get("/ledger?limit=1&kind=profile_merged&actor=" + Api.segment(console.actor())).send()
                .at("/items/0");
        assertThat(entry.at("/evidence/reason").asString()).isEqualTo("the same person");
        assertThat(console.get(path + "/merge").expect(200).text()).contains("was merged into")
                .doesNotContain("Key of the profile that stays", "??");
    }

    @Test
    void thePreviewOfSubscriptionsIsWhatTheMergeDoes() {
        String both = service();
        String ended = service();
        String only = service();
        subscribe(both, key);
        subscribe(both, other);
        subscribe(ended, other);
        subscribe(ended, key);
        api.delete("/services/" + ended + "/subscriptions/" + Api.segment(key) + "?reason=asked").send().expect(200);
        subscribe(only, key);

        String preview = preview().text();
        assertThat(after(preview, both)).isEqualTo("active");
        assertThat(after(preview, ended)).isEqualTo("unsubscribed");
        assertThat(after(preview, only)).isEqualTo("active");

        console.post(path + "/merge", Map.of("into", other, "reason", "the same person", "confirm", "true"));
        JsonNode subscriptions = api.get(otherPath).send().expect(200).at("/subscriptions");
        assertThat(state(subscriptions, both)).isEqualTo("active");
        assertThat(state(subscriptions, ended)).isEqualTo("ended");
        assertThat(state(subscriptions, only)).isEqualTo("active");
    }

    @Test
    void whatCannotBeMergedIsSaidBesideWhatWasTyped() {
        String deleted = TestServer.unique("merge deleted");
        api.put("/profiles/" + Api.segment(deleted)).json(Map.of()).send().expect(201);
        api.delete("/profiles/" + Api.segment(deleted)).send().expect(204);

        assertThat(console.get(path + "/merge?into=nobody-has-this").expect(200).text())
                .contains("role=\"alert\"", "there is no profile", "value=\"nobody-has-this\"")
                .doesNotContain("name=\"confirm\"");
        assertThat(console.get(path + "/merge?into=" + Api.segment(key)).text()).contains("into itself");
        assertThat(console.get(path + "/merge?into=" + Api.segment(deleted)).text()).contains("is deleted");
        assertThat(console.get(path + "/merge?into=..").text()).contains("a key is not . or ..");
        assertThat(console.post(path + "/merge", Map.of("into", deleted, "reason", "x", "confirm", "true")).text())
                .contains("Not done", "is deleted");
        console.get("/profiles/" + TestServer.unique("nobody") + "/merge").expect(404);
    }

    @Test
    void whoDoesNotEndProfilesLooksOnly() {
        Console marketer = Console.as(Role.MARKETER);

        assertThat(marketer.get(path + "/merge?into=" + Api.segment(other)).expect(200).text())
                .contains("Opt-outs that stay").doesNotContain("name=\"confirm\"");
        marketer.post(path + "/merge", Map.of("into", other, "reason", "x", "confirm", "true")).expect(403);

        api.get(path).send().expect(200);
    }

    private Answer preview() {
        return console.get(path + "/merge?into=" + Api.segment(other)).expect(200);
    }

    private String service() {
        String name = TestServer.unique("topic");
        api.post("/services").json(Map.of("name", name, "channel", "email")).send().expect(201);
        return name;
    }

    private void subscribe(String service, String profile) {
        api.put("/services/" + service + "/subscriptions/" + Api.segment(profile)).json(Map.of()).send().expect(200);
    }

    private static String state(JsonNode subscriptions, String service) {
        return subscriptions.valueStream().filter(one -> one.at("/service").asString().equals(service))
                .map(one -> one.at("/state").asString()).findFirst().orElse("");
    }

    /// The last cell of the service's row.
    private static String after(String page, String service) {
        String row = page.substring(page.indexOf(">" + service + "</th>"));
        row = row.substring(0, row.indexOf("</tr>"));
        String cell = row.substring(row.lastIndexOf("<td>"));
        return cell.replaceAll("<[^>]*>", "").strip();
    }
}
