package heed.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import heed.operator.Role;
import heed.testing.Answer;
import heed.testing.Api;
import heed.testing.Console;
import heed.testing.TestServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WhyPagesIT {

    private final Api api = TestServer.api();
    private final Console console = Console.as(Role.VIEWER);
    private final String key = TestServer.unique("why a/b %.ü;c");
    private final String path = "/profiles/" + Api.segment(key);
    private final String mail = TestServer.unique("why") + "@example.org";

    @BeforeEach
    void aPerson() {
        api.put(path).json(Map.of("addresses", Map.of("email", mail))).send().expect(201);
    }

    @Test
    void whoMayBeContactedIsTold() {
        String page = why("channel=email");

        assertThat(page).contains("Would be contacted", "Nothing stands against it", mail)
                .doesNotContain("??", "Would not be contacted");
        assertThat(console.get(path + "/why").expect(200).text()).doesNotContain("??", "Would be contacted");
    }

    @Test
    void everyCauseSaysSinceWhenOnWhatProofAndWhatWouldEndIt() {
        String seq = api.post(path + "/opt-outs").json(Map.of("channel", "all")).send().expect(200).at("/seq")
                .asString();
        String quarantined = api.post("/quarantine").json(Map.of("channel", "email", "address", mail, "status",
                "quarantined")).send().expect(201).at("/id").asString();

        String page = why("channel=email");

        assertThat(page).contains("Would not be contacted", "Opted out of everything", "/ledger/" + seq,
                "The person opts in again", "Address in quarantine", "/quarantine/" + quarantined,
                "An operator releases the address").doesNotContain("??");
        assertThat(page.indexOf("Opted out of everything")).isLessThan(page.indexOf("Address in quarantine"));
        assertThat(why("channel=email&typology=transactional")).contains("Address in quarantine")
                .doesNotContain("Opted out of everything", "??");
        assertThat(why("channel=sms")).contains("No address", "Another address").doesNotContain("??");
    }

    @Test
    void aServiceAsksForItsSubscription() {
        String service = TestServer.unique("topic");
        api.post("/services").json(Map.of("name", service, "label", "The topic", "channel", "email")).send()
                .expect(201);

        String never = why("channel=email&service=" + service);
        api.put("/services/" + service + "/subscriptions/" + Api.segment(key)).json(Map.of()).send().expect(200);
        String active = why("channel=email&service=" + service);

        assertThat(never).contains("Not subscribed", "never subscribed", "The person subscribes", "The topic")
                .doesNotContain("??");
        assertThat(active).contains("Would be contacted");
        assertThat(console.get(path + "/why?channel=email&service=nothing").expect(400).text())
                .contains("no service has this name");
    }

    @Test
    void aDeliveryTellsWhatItDecidedThenAndWhatHoldsNow() {
        String id = delivery(List.of(key));
        assertThat(why("delivery=" + id)).contains("not prepared yet", "Would be contacted").doesNotContain("??");

        prepare(id);
        assertThat(why("delivery=" + id)).contains("In the target", "Nothing has changed").doesNotContain("??");
        api.post(path + "/opt-outs").json(Map.of("channel", "email")).send().expect(200);
        assertThat(why("delivery=" + id)).contains("Would not be contacted", "In the target",
                "By now the person stands differently", "The spring sale").doesNotContain("??");

        prepare(id);
        String again = why("delivery=" + id);
        assertThat(again).contains("Opted out of the channel", "Nothing has changed",
                "/deliveries/" + id + "/exclusions").doesNotContain("In the target", "??");
    }

    @Test
    void whoIsNotInTheAudienceIsToldSo() {
        String other = TestServer.unique("why other");
        api.put("/profiles/" + Api.segment(other)).json(Map.of()).send().expect(201);
        String id = delivery(List.of(other));
        prepare(id);

        assertThat(why("delivery=" + id)).contains("Not in the audience").doesNotContain("??");
    }

    @Test
    void whoIsExcludedAtTheHandOffIsToldSo() {
        String id = delivery(List.of(key));
        prepare(id);
        api.post(path + "/opt-outs").json(Map.of("channel", "email")).send().expect(200);
        api.post("/deliveries/" + id + "/hand-off").send().expect(200);

        assertThat(why("delivery=" + id)).contains("Excluded at the hand-off", "Opted out of the channel")
                .doesNotContain("??");
    }

    @Test
    void whoWasHandedOffIsToldSo() {
        String id = delivery(List.of(key));
        prepare(id);
        api.post("/deliveries/" + id + "/hand-off").send().expect(200);

        assertThat(why("delivery=" + id)).contains("In the target", "Handed off").doesNotContain("??");
    }

    @Test
    void aDeletedProfileIsInNobodysAudienceAndAnAliasLeadsOn() {
        String other = TestServer.unique("why other");
        api.put("/profiles/" + Api.segment(other)).json(Map.of()).send().expect(201);
        api.post(path + "/merge").json(Map.of("into", other)).send().expect(200);

        assertThat(why("channel=email")).contains("was merged into " + other, "No address").doesNotContain("??");
        api.delete("/profiles/" + Api.segment(other)).send().expect(204);
        assertThat(why("channel=email")).contains("is in no audience").doesNotContain("??", "Would be contacted");
    }

    @Test
    void whatNobodyHasAndWhatIsNoneIsRefused() {
        console.get("/profiles/" + TestServer.unique("nobody") + "/why?channel=email").expect(404);
        console.get(path + "/why?channel=pigeon").expect(400);
        console.get(path + "/why?channel=email&typology=none").expect(400);
        console.get(path + "/why?delivery=spring").expect(400);
        console.get(path + "/why?delivery=987654321").expect(404);
    }

    private String why(String query) {
        return console.get(path + "/why?" + query).expect(200).text();
    }

    private String delivery(List<String> keys) {
        Answer made = api.post("/deliveries").json(Map.of("label", "The spring sale", "channel", "email", "audience",
                Map.of("type", "profiles", "keys", keys))).send().expect(201);
        return made.at("/id").asString();
    }

    private void prepare(String id) {
        assertThat(api.post("/deliveries/" + id + "/analysis").send().expect(200).at("/state").asString())
                .isEqualTo("done");
    }
}
