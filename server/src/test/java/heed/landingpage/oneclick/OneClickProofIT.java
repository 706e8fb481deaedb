package heed.landingpage.oneclick;

import static org.assertj.core.api.Assertions.assertThat;

import heed.landingpage.arrival.EvidenceSettings;
import heed.landingpage.arrival.NetworkEvidence;
import heed.landingpage.wording.ShownWordings;
import heed.link.Link;
import heed.link.Links;
import heed.profile.Choices;
import heed.profile.ProfileKeyStore;
import heed.profile.ProfileSubscriptions;
import heed.rules.Channel;
import heed.subscription.ServiceStore;
import heed.subscription.Subscriptions;
import heed.testing.Answer;
import heed.testing.Api;
import heed.testing.TestServer;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.transaction.support.TransactionTemplate;
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

    @Test
    void whereTheInstanceKeepsTheNetworkALinkInMessagesKeepsItToo() {
        OneClick keeping = new OneClick(TestServer.bean(Links.class), TestServer.bean(ProfileKeyStore.class),
                TestServer.bean(ServiceStore.class), TestServer.bean(Subscriptions.class),
                TestServer.bean(ProfileSubscriptions.class), TestServer.bean(Choices.class),
                TestServer.bean(ShownWordings.class), new NetworkEvidence(new EvidenceSettings(true)));
        Sent sent = Sent.message(Map.of());
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setRemoteAddr("192.0.2.7");
        request.addHeader("User-Agent", "A browser");

        TestServer.bean(TransactionTemplate.class).executeWithoutResult(
                _ -> keeping.oneClick(keeping.recipient(sent.token()).orElseThrow(), request));

        JsonNode proof = sent.newest().at("/evidence");
        assertThat(List.of(proof.at("/ip").asString(), proof.at("/userAgent").asString())).containsExactly("192.0.2.7",
                "A browser");
        sent.oneClick();
        assertThat(sent.newest().at("/evidence").has("ip")).as("by itself nothing is kept").isFalse();
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
