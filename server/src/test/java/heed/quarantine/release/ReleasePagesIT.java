package heed.quarantine.release;

import static org.assertj.core.api.Assertions.assertThat;

import heed.operator.Role;
import heed.testing.Api;
import heed.testing.Console;
import heed.testing.TestServer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ReleasePagesIT {

    private final Api api = TestServer.api();
    private final Console console = Console.as(Role.DELIVERABILITY);
    private final String domain = TestServer.unique("release") + ".example";

    @Test
    void aReleaseIsCountedFirstThenDoneWithAReasonAndUndone() {
        quarantine("ada");
        quarantine("bob");

        String dry = console.get("/quarantine/release?text=OUTAGE&channel=email&domain=" + domain).expect(200).text();
        assertThat(dry).contains("2 addresses would lose their error", "Release 2 addresses").doesNotContain("??");
        Map<String, String> fields = Map.of("domain", domain, "text", "OUTAGE");
        assertThat(console.post("/quarantine/release", with(fields, " ")).text()).contains("A reason is missing",
                "2 addresses would");
        assertThat(status()).isEqualTo("quarantined");

        String done = console.post("/quarantine/release", with(fields, "their servers were down")).text();
        assertThat(done).contains("2 addresses are released", "/quarantine/undo");
        assertThat(api.get("/quarantine?domain=" + domain).send().at("/items")).isEmpty();
        JsonNode entry = api.get("/ledger?limit=1&kind=addresses_released&actor=" + Api.segment(console.actor()))
                .send().at("/items/0");
        assertThat(entry.at("/evidence/reason").asString()).isEqualTo("their servers were down");

        console.post("/quarantine/undo", Map.of("seq", entry.at("/seq").asString(), "reason", "too early"));
        assertThat(api.get("/quarantine?domain=" + domain).send().at("/items")).hasSize(2);
    }

    @Test
    void withoutAFilterNothingIsReleased() {
        assertThat(console.get("/quarantine/release").expect(200).text()).contains("Say which errors");
        assertThat(console.post("/quarantine/release", Map.of("reason", "all of them")).text())
                .contains("Say which errors").doesNotContain("released");
    }

    private static Map<String, String> with(Map<String, String> fields, String reason) {
        return Map.of("domain", fields.getOrDefault("domain", ""), "text", fields.getOrDefault("text", ""), "reason",
                reason);
    }

    private String status() {
        return api.get("/quarantine?domain=" + domain).send().at("/items/0/status").asString();
    }

    private void quarantine(String name) {
        api.post("/quarantine").json(Map.of("channel", "email", "address", name + "@" + domain, "status",
                "quarantined", "errorReason", "unreachable", "errorText", "421 outage")).send().expect(201);
    }
}
