package heed.landingpage.oneclick;

import static org.assertj.core.api.Assertions.assertThat;

import heed.link.Link;
import heed.link.Links;
import heed.rules.Channel;
import heed.testing.Answer;
import heed.testing.Api;
import heed.testing.TestServer;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// What the page of a link says of what it did, and what is kept as its proof.
class OneClickProofIT {

    private final Api api = TestServer.api();

    @Test
    void aSecondButtonIsRecordedWithTheWordsThatStoodAboveIt() {
        Sent sent = Sent.newsletter(Sent.service());
        Answer first = press(sent, sent.ask("GET", "?lang=en").send(), "channel");

        press(sent, first, "everything");

        assertThat(sent.newest().at("/evidence/text").asString()).isEqualTo(
                "Done\nYou get no more messages by e-mail from us.\n[Stop everything]");
        assertThat(sent.newest().at("/evidence/shownAt").asString()).isNotEmpty();
    }

    @Test
    void theProofHoldsTheLabelThatWasReadAndNotTheOneOfToday() {
        String service = Sent.service();
        Sent sent = Sent.newsletter(service);
        Answer shown = sent.ask("GET", "?lang=en").send();
        String own = "service-" + id(service);
        api.patch("/services/" + service).json(Map.of("label", "Daily advertisements")).send().expect(200);

        press(sent, shown, own);

        assertThat(sent.newest().at("/evidence/text").asString()).contains("[Unsubscribe from “Label of " + service)
                .doesNotContain("advertisements");
        assertThat(sent.cause(service)).isEqualTo("not_subscribed");
    }

    @Test
    void whoWasNeverSubscribedIsNotToldOfAChangeAndNoDeliveryIsNamedWhereThereIsNone() {
        String service = Sent.service();
        Sent sent = Sent.message(Map.of());
        int profile = api.get("/profiles/" + sent.key()).send().at("/id").asInt();
        String token = TestServer.bean(Links.class)
                .token(Link.unsubscribe(profile, 0, id(service), Channel.EMAIL.number()));

        Answer done = api.as("").raw("POST", "/u/" + token + "?lang=en")
                .body("choice=service-" + id(service), "application/x-www-form-urlencoded").send().expect(200);

        assertThat(done.text()).contains("Nothing had to be changed", "You were not subscribed")
                .doesNotContain("/undo/");
        JsonNode entry = sent.newest();
        assertThat(entry.at("/kind").asString()).isEqualTo("unsubscribed");
        assertThat(entry.path("evidence").has("delivery")).isFalse();
        assertThat(api.delete("/services/" + service + "/subscriptions/" + sent.key()).send().expect(200)
                .at("/changed").asBoolean()).isFalse();
    }

    /// Presses a button as a browser does: with what is hidden in its form.
    private static Answer press(Sent sent, Answer page, String choice) {
        Matcher form = Pattern.compile("name=\"form\" value=\"([A-Za-z0-9_-]+)\"><button [^>]*value=\"" + choice + "\"")
                .matcher(page.text());
        assertThat(form.find()).as(page.text()).isTrue();
        return sent.ask("POST", "?lang=en").body("form=" + form.group(1) + "&choice=" + choice,
                "application/x-www-form-urlencoded").send().expect(200);
    }

    private static int id(String service) {
        return TestServer.bean(JdbcClient.class).sql("select id from services where name = :name")
                .param("name", service)
                .query(Integer.class).single();
    }
}
