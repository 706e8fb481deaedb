package heed.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import heed.operator.Role;
import heed.testing.Api;
import heed.testing.Console;
import heed.testing.TestServer;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LedgerPagesIT {

    private final Api api = TestServer.api();

    @Test
    void anEntryShowsItsProofInWordsAndIsUndoneWithAReason() {
        Console console = Console.as(Role.PRIVACY);
        String key = TestServer.unique("ledger");
        String path = "/ledger/" + optOut(key);

        String page = console.get(path).expect(200).text();
        assertThat(page).contains("Opted out", key, "the form of May", "Undo this entry").doesNotContain("??");
        assertThat(console.post(path + "/void", Map.of("reason", " ")).text()).contains("A reason is missing");
        String undone = console.post(path + "/void", Map.of("reason", "wrong person", "confirm", "true")).text();

        assertThat(undone).contains("is undone").doesNotContain("Undo this entry");
        assertThat(api.get("/ledger?limit=1&profile=" + key).send().at("/items/0").toString())
                .contains("\"voided\"", "\"operator\"", console.actor(), "wrong person");
    }

    @Test
    void theListAndItsCsvHoldWhatTheFiltersAskForAndNoMore() {
        Console console = Console.as(Role.PRIVACY);
        String key = TestServer.unique("ledger");
        String seq = optOut(key);

        String page = console.get("/ledger?kind=opt_out&profile=" + key).expect(200).text();
        assertThat(page).contains(key, "/ledger/" + seq, "/ledger.csv?").doesNotContain("??", "No entry fits",
                "{&quot;");
        String csv = console.get("/ledger.csv?kind=opt_out&actor=&source=&from=&to=&profile=" + key).expect(200)
                .text();
        assertThat(csv.lines()).hasSize(2);
        assertThat(csv).contains(seq + ",").contains(key);
        assertThat(console.get("/ledger.csv?kind=opt_in&profile=" + key).text().lines()).hasSize(1);
        assertThat(console.get("/ledger?from=2001-01-01&to=2001-01-02").expect(200).text()).contains("No entry fits");
        Console.as(Role.VIEWER).get("/ledger.csv").expect(403);
    }

    private String optOut(String key) {
        api.put("/profiles/" + key).json("{}").send().expect(201);
        return api.post("/profiles/" + key + "/opt-outs").json(Map.of("channel", "email", "reason", "asked",
                "evidence", Map.of("form", "the form of May"))).send().expect(200).at("/seq").asString();
    }
}
