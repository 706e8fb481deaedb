package heed.feedback.hook;

import static org.assertj.core.api.Assertions.assertThat;

import heed.feedback.Inboxes;
import heed.operator.Role;
import heed.testing.Answer;
import heed.testing.Api;
import heed.testing.Console;
import heed.testing.TestServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class HookIT {

    private static final JsonMapper JSON = new JsonMapper();

    private final Api api = TestServer.api();
    private final Api outside = api.as("");
    private final String address = "ada@" + TestServer.unique("hook") + ".example";

    @Test
    void aHookWithoutASecretIsNotThere() {
        outside.raw("POST", "/hooks/sendgrid").json("[]").send().expect(404);
        outside.raw("POST", "/hooks/nobody").json("[]").send().expect(404);
    }

    @Test
    void aRequestThatProvesNothingIsRefusedAndLeavesNothing() {
        outside.raw("POST", "/hooks/postmark").json(bounce()).send().expect(403);
        outside.raw("POST", "/hooks/postmark").header("Authorization", basic("postmark:wrong")).json(bounce()).send()
                .expect(403);

        assertThat(api.get("/feedback?q=" + Api.segment(address)).send().expect(200).at("/items")).isEmpty();
    }

    @Test
    void aBounceThatAProviderTellsQuarantinesTheAddressOnce() {
        for (int i = 0; i < 2; i++) {
            outside.raw("POST", "/hooks/postmark").header("Authorization", basic("postmark:" + TestServer.ADMIN_KEY))
                    .json(bounce()).send().expect(200);
        }

        Answer list = api.get("/feedback?way=hook&limit=1").send().expect(200);
        Answer item = Inboxes.understood(list.at("/items/0/id").asString());
        assertThat(item.at("/provider").asString()).isEqualTo("postmark");
        assertThat(item.at("/reason").asString()).isEqualTo("user_unknown");
        assertThat(Inboxes.address(address).at("/status").asString()).isEqualTo("quarantined");
        assertThat(Inboxes.address(address).at("/errorCount").asInt()).isEqualTo(1);
    }

    @Test
    void aTokenIsGoodForTheBodyThatItCameWithFirst() {
        Instant now = Instant.now();
        String token = TestServer.unique("token");

        outside.raw("POST", "/hooks/mailgun").json(mailgun(now, token, address)).send().expect(200);
        outside.raw("POST", "/hooks/mailgun").json(mailgun(now, token, address)).send().expect(200);
        outside.raw("POST", "/hooks/mailgun").json(mailgun(now, token, "eve@example.org")).send().expect(403);
        outside.raw("POST", "/hooks/mailgun")
                .json(mailgun(now.minus(Duration.ofDays(2)), TestServer.unique("token"), address)).send().expect(403);
    }

    /// Whoever has the address opts out; the mark of an address would keep receipts from them, too.
    @Test
    void whoUnsubscribesAtTheProviderOptsOutAndAnAddressOfNobodyIsMarked() {
        String key = TestServer.unique("hooked");
        String stranger = "eve@" + TestServer.unique("hook") + ".example";
        api.put("/profiles/" + key).json(Map.of("addresses", Map.of("email", address))).send().expect(201);

        Answer known = unsubscribed(address);
        unsubscribed(stranger);

        assertThat(known.at("/type").asString()).isEqualTo("unsubscribe");
        assertThat(api.get("/profiles/" + key + "/opt-outs").send().expect(200).at("/channels/0").asString())
                .isEqualTo("email");
        assertThat(Inboxes.address(address).isMissingNode()).isTrue();
        assertThat(Inboxes.address(stranger).at("/marks/0").asString()).isEqualTo("stop");
    }

    /// The law asks for a confirmation and a reason wherever a mark is cleared.
    @Test
    void understoodAgainAMarkIsNotClearedUnconfirmed() {
        String id = unsubscribed(address).at("/id").asString();
        assertThat(Inboxes.address(address).at("/marks/0").asString()).isEqualTo("stop");
        api.put("/profiles/" + TestServer.unique("hooked")).json(Map.of("addresses", Map.of("email", address))).send()
                .expect(201);

        Answer refused = api.post("/feedback/" + id + "/replay").json(Map.of("reason", "known now")).send().expect(409);
        assertThat(refused.at("/detail").asString()).contains("stop", "confirm: true");
        api.post("/feedback/" + id + "/replay").send().expect(409);
        api.post("/feedback/" + id + "/replay").json(Map.of("confirm", true)).send().expect(400);
        assertThat(Inboxes.address(address).at("/marks/0").asString()).isEqualTo("stop");

        api.post("/feedback/" + id + "/replay").json(Map.of("reason", "known now", "confirm", true)).send().expect(200);
        assertThat(Inboxes.address(address).isMissingNode()).isTrue();
    }

    @Test
    void whatIsRefusedIsCountedForTheOverview() {
        outside.raw("POST", "/hooks/postmark").json(bounce()).send().expect(403);

        assertThat(TestServer.bean(RefusedHooks.class).lately()).extracting(RefusedHooks.Refused::provider)
                .contains("postmark");
        assertThat(Console.as(Role.VIEWER).get("/").expect(200).text()).contains("Webhooks of postmark")
                .doesNotContain("??");
    }

    private Answer unsubscribed(String whose) {
        String token = TestServer.unique("token");
        outside.raw("POST", "/hooks/mailgun").json(mailgun(Instant.now(), token, whose, "unsubscribed")).send()
                .expect(200);
        return Inboxes.understood(api.get("/feedback?q=" + token).send().expect(200).at("/items/0/id").asString());
    }

    private String bounce() {
        return JSON.writeValueAsString(Map.of("RecordType", "Bounce", "ID", address.hashCode(), "Type", "HardBounce",
                "Email", address, "Details", "smtp;550 5.1.1 no such user", "BouncedAt", Instant.now().toString()));
    }

    private static String mailgun(Instant at, String token, String address) {
        return mailgun(at, token, address, "failed");
    }

    private static String mailgun(Instant at, String token, String address, String event) {
        String timestamp = Long.toString(at.getEpochSecond());
        String signature = HexFormat.of()
                .formatHex(Proof.hmac("HmacSHA256", TestServer.ADMIN_KEY, timestamp + token));
        return JSON.writeValueAsString(Map.of("signature",
                Map.of("timestamp", timestamp, "token", token, "signature", signature), "event-data",
                Map.of("id", token, "event", event, "severity", "permanent", "recipient", address)));
    }

    private static String basic(String credentials) {
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }
}
