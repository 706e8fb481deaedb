package heed.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import heed.ledger.Actor;
import heed.ledger.Source;
import heed.subscription.Subscriptions.Said;
import heed.subscription.Subscriptions.Whose;
import heed.testing.Answer;
import heed.testing.Api;
import heed.testing.TestServer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

class SubscriptionIT {

    private final Api api = TestServer.api();

    @Test
    void aServiceKeepsItsNameAndItsChannelAndChangesEverythingElse() {
        String name = service(Map.of("validity", "P1Y"));

        Answer patched = api.patch("/services/" + name).json(Map.of("label", "Monthly", "doubleOptIn", true)).send()
                .expect(200);
        api.patch("/services/" + name).json("{\"validity\":null}").send().expect(200);

        assertThat(patched.at("/label").asString()).isEqualTo("Monthly");
        assertThat(patched.at("/validity").asString()).isEqualTo("P1Y");
        assertThat(api.get("/services/" + name).send().at("/validity").isNull()).isTrue();
        api.patch("/services/" + name).json(Map.of("name", "other")).send().expect(400);
        assertThat(api.patch("/services/" + name).json(Map.of("channel", "sms")).send().expect(400)
                .at("/errors/0/field").asString()).isEqualTo("channel");
        api.patch("/services/" + name).json(Map.of("channel", "email", "label", "Weekly")).send().expect(200);
        api.patch("/services/" + name).json(Map.of("colour", "red")).send().expect(400);
        api.post("/services").json(Map.of("name", name, "channel", "email")).send().expect(409);
    }

    @Test
    void wrongServicesAreRefused() {
        api.post("/services").json(Map.of("name", TestServer.unique("s"), "channel", "pigeon")).send().expect(400);
        api.post("/services").json(Map.of("name", TestServer.unique("s"), "channel", "email", "validity", "soon"))
                .send()
                .expect(400);
        api.post("/services").json(Map.of("name", TestServer.unique("s"), "channel", "email", "validity", "P0D")).send()
                .expect(400);
        api.post("/services").json(Map.of("name", TestServer.unique("s"), "channel", "email", "confirmation", "custom"))
                .send().expect(400);
        api.get("/services/" + TestServer.unique("nowhere")).send().expect(404);
    }

    @Test
    void aServiceKeepsItsOwnWords() {
        Map<String, Object> text = Map.of("subscribe", Map.of("en", Map.of("subject", "Welcome", "text", "Hello")));

        String name = service(Map.of("confirmation", "custom", "confirmationText", text));

        assertThat(api.get("/services/" + name).send().at("/confirmationText/subscribe/en/subject").asString())
                .isEqualTo("Welcome");
    }

    @Test
    void subscribingMakesActiveUntilTheValidityEnds() {
        String name = service(Map.of("validity", "P1Y"));
        String profile = profile();
        Instant at = Instant.now().minus(Duration.ofDays(10)).truncatedTo(ChronoUnit.MICROS);

        Answer first = subscribe(name, profile, Map.of("at", at.toString())).expect(200);
        Answer again = subscribe(name, profile, Map.of()).expect(200);

        assertThat(first.at("/state").asString()).isEqualTo("active");
        assertThat(Instant.parse(first.at("/until").asString())).isAfter(at.plus(Duration.ofDays(364)))
                .isBefore(at.plus(Duration.ofDays(367)));
        assertThat(first.at("/changed").asBoolean()).isTrue();
        assertThat(Instant.parse(again.at("/until").asString())).isAfter(at.plus(Duration.ofDays(372)));
        assertThat(Instant.parse(again.at("/since").asString())).isEqualTo(at);
    }

    @Test
    void anOldSubscriptionHasExpired() {
        String name = service(Map.of("validity", "P30D"));
        String profile = profile();

        Answer old = subscribe(name, profile, Map.of("at", ago(40))).expect(200);

        assertThat(old.at("/state").asString()).isEqualTo("expired");
        assertThat(
                api.get("/services/" + name + "/subscriptions?state=expired").send().at("/items/0/profile").asString())
                .isEqualTo(profile);
        assertThat(api.get("/services/" + name + "/subscriptions?state=active").send().at("/items")).isEmpty();
    }

    @Test
    void doubleOptInWaitsForItsOwnConfirmation() {
        String name = service(Map.of("doubleOptIn", true));
        String profile = profile();
        Subscriptions subscriptions = TestServer.bean(Subscriptions.class);

        Answer pending = subscribe(name, profile, Map.of()).expect(200);
        long request = pending.at("/seq").asLong();
        Subscriptions.Answer wrong = subscriptions.confirm(new Whose(name, profile), request - 1, said());
        Subscriptions.Answer right = subscriptions.confirm(new Whose(name, profile), request, said());

        assertThat(pending.at("/state").asString()).isEqualTo("pending");
        assertThat(wrong.state()).isEqualTo("pending");
        assertThat(right.state()).isEqualTo("active");
    }

    @Test
    void aRequestThatNobodyConfirmedIsForgotten() {
        String name = service(Map.of("doubleOptIn", true));

        assertThat(subscribe(name, profile(), Map.of("at", ago(8))).expect(200).at("/state").asString())
                .isEqualTo("none");
    }

    @Test
    void anEarlierConsentNeedsItsEvidence() {
        String name = service(Map.of("doubleOptIn", true));
        String profile = profile();

        subscribe(name, profile, Map.of("confirmed", true)).expect(400);
        Answer confirmed = subscribe(name, profile, Map.of("confirmed", true, "evidence", Map.of("form", "paper 17")))
                .expect(200);

        assertThat(confirmed.at("/state").asString()).isEqualTo("active");
    }

    @Test
    void theOrderOfArrivalDoesNotMatter() {
        String name = service(Map.of());
        String profile = profile();
        String at = ago(2);

        api.delete("/services/" + name + "/subscriptions/" + profile + "?at=" + ago(1)).send().expect(200);
        Answer late = subscribe(name, profile, Map.of("at", at)).expect(200);
        Answer repeat = subscribe(name, profile, Map.of("at", at)).expect(200);

        assertThat(late.at("/state").asString()).isEqualTo("ended");
        assertThat(repeat.at("/changed").asBoolean()).isFalse();
        assertThat(repeat.at("/seq")).isEqualTo(late.at("/seq"));
        subscribe(name, profile, Map.of("at", Instant.now().plus(Duration.ofHours(1)).toString())).expect(400);
    }

    @Test
    void unsubscribingLeavesOtherServicesAlone() {
        String one = service(Map.of());
        String other = service(Map.of());
        String profile = profile();
        subscribe(one, profile, Map.of()).expect(200);
        subscribe(other, profile, Map.of()).expect(200);

        Answer ended = api.delete("/services/" + one + "/subscriptions/" + profile + "?reason=enough&source=one_click")
                .send().expect(200);

        assertThat(ended.at("/state").asString()).isEqualTo("ended");
        assertThat(api.get("/services/" + other + "/subscriptions").send().at("/items/0/state").asString())
                .isEqualTo("active");
        assertThat(api.get("/services/" + one + "/subscriptions").send().at("/items/0/source").asString())
                .isEqualTo("one_click");
    }

    @Test
    void aServiceMadeAgainStartsWithNobody() {
        String name = service(Map.of());
        String profile = profile();
        subscribe(name, profile, Map.of()).expect(200);

        api.delete("/services/" + name).send().expect(204);
        api.get("/services/" + name + "/subscriptions").send().expect(404);
        subscribe(name, profile, Map.of()).expect(404);
        api.post("/services").json(Map.of("name", name, "channel", "email")).send().expect(201);

        assertThat(api.get("/services/" + name + "/subscriptions").send().at("/items")).isEmpty();
        List<String> kinds = api.get("/services/" + name + "/history").send().expect(200).at("/items").valueStream()
                .map(item -> item.at("/kind").asString()).toList();
        assertThat(kinds).containsExactly("service_created", "service_deleted", "subscribed", "service_created");
    }

    @Test
    void voidingAnEntryTakesItsEventOutOfTheFold() {
        String name = service(Map.of());
        String profile = profile();
        long seq = subscribe(name, profile, Map.of()).expect(200).at("/seq").asLong();

        Answer undone = api.post("/ledger/" + seq + "/void").json(Map.of("reason", "wrong person")).send().expect(200);

        assertThat(undone.at("/state").asString()).isEqualTo("none");
        assertThat(undone.at("/profile").asString()).isEqualTo(profile);
        assertThat(undone.at("/changed").asBoolean()).isTrue();
        assertThat(api.get("/services/" + name + "/subscriptions").send().at("/items")).isEmpty();
    }

    private String service(Map<String, Object> more) {
        Map<String, Object> body = new HashMap<>(more);
        body.put("name", TestServer.unique("news"));
        body.put("label", "News");
        body.put("channel", "email");
        return api.post("/services").json(body).send().expect(201).at("/name").asString();
    }

    private String profile() {
        String key = TestServer.unique("subscriber");
        api.post("/profiles/" + key + "/opt-outs?create=true").json(Map.of("channel", "fax")).send().expect(200);
        return key;
    }

    private Answer subscribe(String service, String profile, Map<String, Object> body) {
        return api.put("/services/" + service + "/subscriptions/" + profile).json(body).send();
    }

    private static Said said() {
        return new Said(null, Source.LANDING_PAGE, Actor.SYSTEM, null, JsonNodeFactory.instance.objectNode());
    }

    private static String ago(int days) {
        return Instant.now().minus(Duration.ofDays(days)).toString();
    }
}
