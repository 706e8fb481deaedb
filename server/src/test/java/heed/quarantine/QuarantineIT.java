package heed.quarantine;

import static org.assertj.core.api.Assertions.assertThat;

import heed.ledger.Actor;
import heed.ledger.Source;
import heed.ledger.Voiding;
import heed.testing.Answer;
import heed.testing.Api;
import heed.testing.TestServer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class QuarantineIT {

    private final Api api = TestServer.api();

    @Test
    void anAddressNobodyHasYetIsCreatedAndThenUpdated() {
        String address = address();

        Answer created = post(Map.of("address", " " + address.toUpperCase(Locale.ROOT), "status", "quarantined",
                "errorReason", "user_unknown", "errorText", "550 5.1.1")).expect(201);
        Answer updated = post(Map.of("address", address, "status", "erroneous", "errorCount", 2)).expect(200);

        assertThat(created.header("Location")).isEqualTo("/api/v1/quarantine/" + created.at("/id").asString());
        assertThat(created.at("/address").asString()).isEqualTo(address);
        assertThat(created.at("/errorReason").asString()).isEqualTo("user_unknown");
        assertThat(created.at("/errorText").asString()).isEqualTo("550 5.1.1");
        assertThat(created.at("/profiles").asInt()).isZero();
        assertThat(updated.at("/id")).isEqualTo(created.at("/id"));
        assertThat(updated.at("/status").asString()).isEqualTo("erroneous");
        assertThat(updated.at("/errorCount").asInt()).isEqualTo(2);
    }

    @Test
    void clearingAMarkNeedsAConfirmationAndAReason() {
        String id = post(Map.of("address", address(), "status", "denylisted")).expect(201).at("/id").asString();

        Answer unconfirmed = api.delete("/quarantine/" + id).send().expect(409);
        api.delete("/quarantine/" + id + "?confirm=true").send().expect(400);
        Answer cleared = api.delete("/quarantine/" + id).json(Map.of("reason", "agreed by phone", "confirm", true))
                .send()
                .expect(200);

        assertThat(unconfirmed.at("/detail").asString()).contains("manual");
        assertThat(cleared.at("/status").asString()).isEqualTo("valid");
        assertThat(cleared.at("/marks")).isEmpty();
    }

    @Test
    void denylistingLeavesTheErrorsAndErrorsLeaveTheMark() {
        String address = address();
        post(Map.of("address", address, "status", "quarantined", "errorReason", "refused")).expect(201);

        post(Map.of("address", address, "status", "denylisted")).expect(200);
        Answer both = post(Map.of("address", address, "status", "erroneous", "errorReason", "unreachable")).expect(200);

        assertThat(both.at("/status").asString()).isEqualTo("denylisted");
        assertThat(texts(both.at("/marks"))).containsExactly("manual");
        assertThat(both.at("/errorReason").asString()).isEqualTo("unreachable");
    }

    @Test
    void anOlderWordIsToldInItsPlaceAndChangesNothingAfterIt() {
        String address = address();
        post(Map.of("address", address, "status", "valid", "at", ago(Duration.ofHours(1)))).expect(201);

        Answer late = post(Map.of("address", address, "status", "quarantined", "at", ago(Duration.ofHours(2))))
                .expect(200);

        assertThat(late.at("/status").asString()).isEqualTo("valid");
    }

    @Test
    void aTimeFarAheadIsRefused() {
        post(Map.of("address", address(), "status", "quarantined", "at", ago(Duration.ofHours(-1)))).expect(400);
    }

    @Test
    void errorsFadeWhenTheyAreReadAndTheSweepWritesItDown() {
        String address = address();
        String id = post(Map.of("address", address, "status", "erroneous", "errorReason", "unreachable", "at",
                ago(Duration.ofDays(11)))).expect(201).at("/id").asString();

        assertThat(api.get("/quarantine/" + id).send().expect(200).at("/status").asString()).isEqualTo("valid");
        assertThat(listed("status=erroneous&q=" + address)).isEmpty();
        assertThat(listed("status=valid&q=" + address)).containsExactly(address);
        int faded = api.post("/quarantine/sweep").send().expect(200).at("/faded").asInt();
        assertThat(faded).isPositive();
        assertThat(listed("status=valid&q=" + address)).containsExactly(address);
    }

    @Test
    void aFullMailboxFadesMoreSlowly() {
        String address = address();
        post(Map.of("address", address, "status", "erroneous", "errorReason", "mailbox_full", "at",
                ago(Duration.ofDays(11)))).expect(201);

        api.post("/quarantine/sweep").send().expect(200);

        assertThat(listed("status=erroneous&q=" + address)).containsExactly(address);
    }

    @Test
    void theListFiltersAndPages() {
        String domain = TestServer.unique("list") + ".example.org";
        for (int i = 0; i < 5; i++) {
            post(Map.of("address", "a" + i + "@" + domain, "status", i % 2 == 0 ? "quarantined" : "denylisted",
                    "errorReason", "refused")).expect(201);
        }

        Answer first = api.get("/quarantine?limit=3&domain=" + domain).send().expect(200);
        String cursor = first.at("/nextCursor").asString();
        Answer second = api.get("/quarantine?limit=3&domain=" + domain + "&cursor=" + cursor).send().expect(200);

        assertThat(first.at("/items")).hasSize(3);
        assertThat(second.at("/items")).hasSize(2);
        assertThat(second.at("/nextCursor").isNull()).isTrue();
        assertThat(listed("domain=" + domain + "&status=denylisted")).hasSize(2);
        assertThat(listed("domain=" + domain + "&channel=sms")).isEmpty();
        assertThat(listed("domain=" + domain + "&errorReason=refused")).hasSize(3);
        assertThat(listed("domain=*." + domain.substring(domain.indexOf('.') + 1) + "&q=a3@" + domain)).hasSize(1);
        api.get("/quarantine?status=gone").send().expect(400);
        api.get("/quarantine?limit=3&cursor=" + cursor).send().expect(400);
    }

    @Test
    void theListIsCsvToo() {
        String address = address();
        post(Map.of("address", address, "status", "quarantined")).expect(201);

        String csv = api.get("/quarantine?q=" + address).accept("text/csv").send().expect(200).text();

        assertThat(csv.lines()).hasSize(2).first().asString().startsWith("id,channel,address,status");
        assertThat(csv).contains(address);
    }

    @Test
    void aReleaseClearsErrorsNeverMarksAndIsUndoneByVoidingItsEntry() {
        String domain = TestServer.unique("release") + ".example.org";
        post(Map.of("address", "a@" + domain, "status", "quarantined", "errorText", "554 Blocked by X")).expect(201);
        post(Map.of("address", "b@" + domain, "status", "quarantined", "errorText", "554 blocked by x")).expect(201);
        post(Map.of("address", "b@" + domain, "status", "denylisted")).expect(200);
        post(Map.of("address", "c@" + domain, "status", "quarantined", "errorText", "550 unknown")).expect(201);
        Map<String, Object> release = new HashMap<>(Map.of("domain", domain, "errorTextContains", "BLOCKED", "reason",
                "their filter was wrong"));

        release.put("dryRun", true);
        Answer dry = api.post("/quarantine/release").json(release).send().expect(200);
        release.put("dryRun", false);
        Answer done = api.post("/quarantine/release").json(release).send().expect(200);

        assertThat(dry.at("/matched").asInt()).isEqualTo(2);
        assertThat(dry.at("/seq").isNull()).isTrue();
        assertThat(done.at("/matched").asInt()).isEqualTo(2);
        assertThat(listed("domain=" + domain)).containsExactly("b@" + domain, "c@" + domain);
        assertThat(listed("domain=" + domain + "&status=quarantined")).containsExactly("c@" + domain);
        TestServer.bean(Voiding.class).voidEntry(done.at("/seq").asLong(), Actor.SYSTEM,
                Source.OPERATOR, "wrong domain", true);
        assertThat(listed("domain=" + domain + "&status=quarantined")).containsExactly("a@" + domain, "c@" + domain);
    }

    @Test
    void aReleaseOfEverythingIsRefused() {
        api.post("/quarantine/release").json(Map.of("reason", "spring cleaning")).send().expect(400);
    }

    @Test
    void excludedDomainsHaveOneSpelling() {
        String name = TestServer.unique("excluded");

        api.put("/excluded-domains/" + Api.segment("*." + name + ".BÜCHER.example")).send().expect(201);
        api.put("/excluded-domains/" + Api.segment("*." + name + ".bücher.example.")).send().expect(200);

        String path = "/excluded-domains/*." + name + ".xn--bcher-kva.example";
        assertThat(api.get(path).send().expect(200).at("/domain").asString())
                .isEqualTo("*." + name + ".xn--bcher-kva.example");
        api.delete(path).send().expect(204);
        api.get(path).send().expect(404);
        api.delete(path).send().expect(404);
        api.put("/excluded-domains/nonsense").send().expect(400);
    }

    @Test
    void wrongFieldsAreNamed() {
        assertThat(api.post("/quarantine").json(Map.of("channel", "email", "address", "x@", "status", "valid")).send()
                .expect(400).at("/errors/0/field").asString()).isEqualTo("address");
        assertThat(post(Map.of("address", address())).expect(400).at("/errors/0/field").asString()).isEqualTo("status");
        api.get("/quarantine/2147483647").send().expect(404);
    }

    private Answer post(Map<String, Object> body) {
        Map<String, Object> all = new HashMap<>(body);
        all.put("channel", "email");
        return api.post("/quarantine").json(all).send();
    }

    private List<String> listed(String query) {
        return texts(api.get("/quarantine?" + query).send().expect(200).at("/items"), "/address");
    }

    private static List<String> texts(JsonNode list) {
        return texts(list, "");
    }

    private static List<String> texts(JsonNode list, String pointer) {
        return list.valueStream().map(node -> node.at(pointer).asString()).toList();
    }

    private static String address() {
        return TestServer.unique("ada") + "@example.org";
    }

    private static String ago(Duration time) {
        return Instant.now().minus(time).toString();
    }
}
