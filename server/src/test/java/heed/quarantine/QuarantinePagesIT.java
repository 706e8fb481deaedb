package heed.quarantine;

import static org.assertj.core.api.Assertions.assertThat;

import heed.operator.Role;
import heed.testing.Answer;
import heed.testing.Api;
import heed.testing.Console;
import heed.testing.TestServer;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QuarantinePagesIT {

    private final Api api = TestServer.api();
    private final Console console = Console.as(Role.DELIVERABILITY);
    private final String domain = TestServer.unique("pages") + ".example";
    private final String address = "ada@" + domain;

    @Test
    void anAddressIsAddedFoundSetValidAndThatIsUndone() {
        Answer added = console.post("/quarantine", Map.of("channel", "email", "address", address, "status",
                "quarantined", "errorReason", "user_unknown", "errorText", "550 5.1.1", "reason", "they wrote to us"));
        assertThat(added.expect(200).text()).contains(address + " is quarantined", "550 5.1.1").doesNotContain("??");
        String id = api.get("/quarantine?domain=" + domain).send().at("/items/0/id").asString();

        String list = console.get("/quarantine?errorReason=user_unknown&text=5.1.1&channel=&domain=" + domain)
                .expect(200).text();
        assertThat(list).contains("/quarantine/" + id, "User unknown").doesNotContain("??", "No address fits");
        assertThat(console.get("/quarantine?from=2001-01-01&to=2001-01-02&domain=" + domain).text())
                .contains("No address fits");
        assertThat(console.get("/quarantine.csv?domain=" + domain).expect(200).text()).contains(address);

        String set = console.post("/quarantine/" + id, Map.of("status", "valid", "reason", "works again")).text();
        assertThat(set).contains(address + " is valid", "/quarantine/undo");
        var entry = api.get("/ledger?limit=1&actor=" + Api.segment(console.actor())).send().at("/items/0");
        assertThat(entry.at("/source").asString()).isEqualTo("operator");
        assertThat(entry.at("/evidence/reason").asString()).isEqualTo("works again");
        console.post("/quarantine/undo", Map.of("seq", entry.at("/seq").asString(), "reason", "works again"));
        assertThat(api.get("/quarantine/" + id).send().at("/status").asString()).isEqualTo("quarantined");
    }

    @Test
    void aFormThatCannotBeTakenComesBackWithWhatWasWritten() {
        Answer answer = console.post("/quarantine",
                Map.of("channel", "email", "address", "no address", "status", "quarantined", "reason", "because"));

        assertThat(answer.text()).contains("role=\"alert\"", "value=\"no address\"", "value=\"because\"");
    }

    @Test
    void aMarkIsClearedOnlyWhereThatIsConfirmed() {
        String id = api.post("/quarantine").json(Map.of("channel", "email", "address", address, "status",
                "denylisted")).send().expect(201).at("/id").asString();

        assertThat(console.post("/quarantine/" + id, Map.of("status", "valid", "reason", "asked")).text())
                .contains("Not done");
        console.post("/quarantine/" + id, Map.of("status", "valid", "reason", "asked", "confirm", "true"));
        assertThat(api.get("/quarantine/" + id).send().at("/status").asString()).isEqualTo("valid");
    }

    @Test
    void anUndoThatClearsAMarkIsConfirmedAndHasAReason() {
        console.post("/quarantine", Map.of("channel", "email", "address", address, "status", "denylisted", "reason",
                "never again")).expect(200);
        var denylisted = api.get("/quarantine?domain=" + domain).send();
        String id = denylisted.at("/items/0/id").asString();
        String seq = api.get("/ledger?limit=1&kind=address_event&actor=" + Api.segment(console.actor())).send()
                .at("/items/0/seq").asString();

        assertThat(console.post("/quarantine/undo", Map.of("seq", seq, "reason", "a mistake")).text())
                .contains("Not done", "it needs confirm");
        assertThat(console.post("/quarantine/undo", Map.of("seq", seq, "reason", " ", "confirm", "true")).text())
                .contains("A reason is missing");
        assertThat(api.get("/quarantine/" + id).send().at("/status").asString()).isEqualTo("denylisted");

        console.post("/quarantine/undo", Map.of("seq", seq, "reason", "a mistake", "confirm", "true"));
        assertThat(api.get("/quarantine/" + id).send().at("/status").asString()).isEqualTo("valid");
    }

    @Test
    void theQuarantineUndoesOnlyWhatAnOperatorSaidAtTheConsole() {
        api.post("/quarantine").json(Map.of("channel", "email", "address", address, "status", "denylisted")).send()
                .expect(201);
        String id = api.get("/quarantine?domain=" + domain).send().at("/items/0/id").asString();
        String seq = api.get("/ledger?limit=1&kind=address_event").send().at("/items/0/seq").asString();

        console.post("/quarantine/undo", Map.of("seq", seq, "reason", "a guess", "confirm", "true")).expect(404);

        assertThat(api.get("/quarantine/" + id).send().at("/status").asString()).isEqualTo("denylisted");
    }

    @Test
    void whoKeepsNoQuarantineLooksOnly() {
        Console viewer = Console.as(Role.VIEWER);

        assertThat(viewer.get("/quarantine").expect(200).text()).doesNotContain("/quarantine/add");
        api.post("/quarantine").json(Map.of("channel", "email", "address", address, "status", "denylisted")).send()
                .expect(201);
        String seq = api.get("/ledger?limit=1&kind=address_event").send().at("/items/0/seq").asString();
        Console marketer = Console.as(Role.MARKETER);
        assertThat(marketer.get("/ledger/" + seq).expect(200).text()).doesNotContain("/void");
        marketer.post("/ledger/" + seq + "/void", Map.of("reason", "asked", "confirm", "true")).expect(403);
        viewer.get("/quarantine.csv").expect(403);
        viewer.post("/quarantine", Map.of("channel", "email", "address", address, "status", "quarantined", "reason",
                "because")).expect(403);
    }
}
