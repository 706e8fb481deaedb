package heed.quarantine.excluded;

import static org.assertj.core.api.Assertions.assertThat;

import heed.operator.Role;
import heed.testing.Api;
import heed.testing.Console;
import heed.testing.TestServer;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExcludedDomainPagesIT {

    private final Api api = TestServer.api();
    private final Console console = Console.as(Role.DELIVERABILITY);

    @Test
    void aDomainIsExcludedAndAllowedAgainEachWithAReason() {
        String domain = TestServer.unique("excluded") + ".example";

        assertThat(console.post("/quarantine/domains", Map.of("domain", domain, "reason", "")).text())
                .contains("A reason is missing");
        assertThat(console.post("/quarantine/domains", Map.of("domain", "no domain", "reason", "ours")).text())
                .contains("is no domain");
        assertThat(console.post("/quarantine/domains", Map.of("domain", domain, "reason", "ours")).text())
                .contains(domain + " is excluded", "/quarantine/domains/remove").doesNotContain("??");
        api.get("/excluded-domains/" + domain).send().expect(200);

        assertThat(console.post("/quarantine/domains/remove", Map.of("domain", domain, "reason", "sold")).text())
                .contains(domain + " is no longer excluded");
        api.get("/excluded-domains/" + domain).send().expect(404);
        assertThat(api.get("/ledger?limit=1&actor=" + Api.segment(console.actor())).send().at("/items/0").toString())
                .contains("excluded_domain_removed", "sold");
    }
}
