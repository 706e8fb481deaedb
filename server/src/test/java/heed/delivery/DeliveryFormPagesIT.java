package heed.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import heed.operator.Role;
import heed.testing.Answer;
import heed.testing.Api;
import heed.testing.Console;
import heed.testing.TestServer;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DeliveryFormPagesIT {
    private static final Pattern VERSION = Pattern.compile("name=\"version\" value=\"([^\"]*)\"");

    private final Api api = TestServer.api();
    private final Console console = Console.as(Role.MARKETER);
    private final String label = TestServer.unique("Autumn sale");

    @Test
    void aBadFieldIsNamedThereAndWhatWasTypedIsKept() {
        assertThat(made(Map.of("label", " ", "channel", "sms")).text()).contains("id=\"label-wrong\"",
                "A label has 1 to 255 characters", "value=\"sms\" selected").doesNotContain("??");
        assertThat(made(Map.of("service", "nobody’s")).text()).contains("id=\"service-wrong\"", label, "nobody’s");
        assertThat(made(Map.of("contactDate", "soon")).text()).contains("id=\"contactDate-wrong\"", label);
        assertThat(made(Map.of("audience", "profiles", "keys", "\n \n")).text()).contains("id=\"keys-wrong\"");
        assertThat(made(Map.of("audience", "import", "audienceImport", "987654321")).text())
                .contains("id=\"audienceImport-wrong\"", "value=\"987654321\"");
        assertThat(made(Map.of("audience", "service", "audienceService", "nothing")).text())
                .contains("id=\"audienceService-wrong\"", "value=\"nothing\"");
        assertThat(console.get("/deliveries").text()).doesNotContain(label);
    }

    @Test
    void aLinkFillsTheFormIn() {
        assertThat(
                console.get("/deliveries/new?label=Like+that&audience=service&audienceService=news").expect(200).text())
                .contains("value=\"Like that\"", "value=\"service\" checked", "value=\"news\"").doesNotContain("??");
    }

    @Test
    void aContactDateIsOnTheOperatorsClockAndMayBeTakenAway() {
        made(Map.of("contactDate", "2031-05-01T10:30")).expect(200);
        String id = newest();

        assertThat(api.get("/deliveries/" + id).send().at("/contactDate").asString()).isEqualTo("2031-05-01T10:30:00Z");
        console.post("/deliveries/" + id, Map.of("contactDate", "", "version", version(id))).expect(200);
        assertThat(api.get("/deliveries/" + id).send().at("/contactDate").isNull()).isTrue();
    }

    @Test
    void keysTooManyToBeShownStayAsTheyAre() {
        String keys = IntStream.range(0, 1500).mapToObj(i -> label + " " + i).collect(Collectors.joining("\n"));
        made(Map.of("audience", "profiles", "keys", keys)).expect(200);
        String id = newest();

        String form = console.get("/deliveries/" + id + "/edit").expect(200).text();
        assertThat(form).contains("too many to be shown").doesNotContain(label + " 7", "??").hasSizeLessThan(60_000);
        console.post("/deliveries/" + id, Map.of("label", label, "audience", "profiles", "keys", "", "version",
                version(id))).expect(200);

        assertThat(api.get("/deliveries/" + id).send().at("/audience/keys")).hasSize(1500);
        assertThat(console.get("/deliveries/" + id).text()).contains("1,500 keys");
    }

    @Test
    void keysThatWereShownAreTakenAwayByEmptyingTheirField() {
        made(Map.of("audience", "profiles", "keys", label + " 1\n" + label + " 2")).expect(200);
        String id = newest();

        assertThat(console.post("/deliveries/" + id, Map.of("audience", "profiles", "version", version(id))).text())
                .as("a form without the field").contains("Nothing was changed");
        assertThat(emptied(id)).contains("The delivery is saved.", "Nobody", label + " 2");
        assertThat(api.get("/deliveries/" + id).send().at("/audience").toString())
                .isEqualTo("{\"type\":\"profiles\",\"keys\":[]}");
        assertThat(console.get("/deliveries/" + id + "/edit").text()).doesNotContain("too many to be shown", "??");
        assertThat(emptied(id)).contains("Nothing was changed");
        console.post("/deliveries/" + id, Map.of("audience", "profiles", "keys", label, "version", version(id)))
                .expect(200);

        assertThat(api.get("/deliveries/" + id).send().at("/audience/keys")).hasSize(1);
    }

    @Test
    void whatWasMadeByMistakeIsUndone() {
        made(Map.of()).expect(200);
        String id = newest();

        console.post("/deliveries/" + id + "/delete", Map.of("reason", "undo")).expect(200);

        api.get("/deliveries/" + id).send().expect(404);
    }

    @Test
    void anEditIsUndoneAndDoesNotOverwriteANewerOne() {
        String id = prepared();
        String version = version(id);

        String done = console
                .post("/deliveries/" + id, Map.of("label", label + " 2", "typology", "marketing", "version",
                        version))
                .text();
        assertThat(done).contains("The delivery is saved.", label + " 2", "name=\"label\" value=\"" + label + "\"",
                "Prepare again");
        assertThat(console.post("/deliveries/" + id, Map.of("label", "mine", "version", version)).text())
                .contains("Somebody changed this delivery", "value=\"mine\"");
        assertThat(console.post("/deliveries/" + id, Map.of("label", label, "version", version(id))).text())
                .contains("The delivery is saved.");
        assertThat(
                console.post("/deliveries/" + id, Map.of("typology", "transactional", "version", version(id))).text())
                .contains("It has to be prepared again");
        assertThat(
                console.post("/deliveries/" + id, Map.of("typology", "transactional", "version", version(id))).text())
                .contains("Nothing was changed");
        assertThat(console.post("/deliveries/" + id, Map.of("label", "", "version", version(id))).text())
                .contains("id=\"label-wrong\"");
    }

    @Test
    void aDeliveryIsDeletedWithAReason() {
        made(Map.of()).expect(200);
        String id = newest();

        assertThat(console.post("/deliveries/" + id + "/delete", Map.of("reason", " ")).text())
                .contains("A reason is missing");
        assertThat(console.post("/deliveries/" + id + "/delete", Map.of("reason", "never meant")).text())
                .contains("is deleted");
        console.get("/deliveries/" + id).expect(404);
        assertThat(api.get("/ledger?limit=1&actor=" + Api.segment(console.actor())).send()
                .at("/items/0/evidence/reason").asString()).isEqualTo("never meant");
    }

    /// Sends the form for a new delivery, filled in but for these fields.
    private Answer made(Map<String, String> but) {
        Map<String, String> fields = new TreeMap<>(Map.of("label", label, "channel", "email", "audience", "all",
                "typology", "marketing", "service", "", "contactDate", "", "keys", ""));
        fields.putAll(but);
        return console.post("/deliveries", fields);
    }

    private String emptied(String id) {
        return console.post("/deliveries/" + id, Map.of("audience", "profiles", "keys", " \n", "version", version(id)))
                .expect(200).text();
    }

    private String newest() {
        return api.get("/deliveries?limit=1").send().at("/items/0/id").asString();
    }

    private String prepared() {
        made(Map.of("audience", "profiles", "keys", label)).expect(200);
        String id = newest();
        api.post("/deliveries/" + id + "/analysis").send().expect(200);
        return id;
    }

    private String version(String id) {
        Matcher version = VERSION.matcher(console.get("/deliveries/" + id + "/edit").expect(200).text());
        assertThat(version.find()).isTrue();
        return version.group(1);
    }
}
