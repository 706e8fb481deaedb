package heed.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import heed.operator.Role;
import heed.testing.Answer;
import heed.testing.Api;
import heed.testing.Console;
import heed.testing.TestServer;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

class ImportPagesIT {

    private final Imports imports = new Imports();
    private final Api api = TestServer.api();
    private final String key = TestServer.unique("dropped");

    @Test
    void aFileIsTriedFirstThenAppliedByOneClickAndUndoneAsAWhole() {
        Console console = Console.as(Role.MARKETER);
        String tried = end(upload(console, "kind=profiles&name=people.csv&reason=new+people",
                "key,email\n" + key + "-1,ada@example.com\n" + key + "-2,no address\n").expect(201));

        String dry = console.get("/imports/" + tried).expect(200).text();
        assertThat(dry).contains("This was a dry run", "would be created", "Apply the file", "no address", "new people")
                .doesNotContain("??");
        assertThat(console.get("/imports/" + tried + "/errors.csv").expect(200).text()).contains("3,").contains(key);
        api.get("/profiles/" + key + "-1").send().expect(404);

        console.post("/imports/" + tried + "/apply", Map.of()).expect(200);
        String applied = newest();
        imports.end(applied);
        assertThat(console.get("/imports/" + applied + "/part").expect(200).text()).contains("Undo the import")
                .doesNotContain("dry run", "<html", "??");
        api.get("/profiles/" + key + "-1").send().expect(200);
        assertThat(console.post("/imports/" + tried + "/apply", Map.of()).text()).contains("not kept any more");

        assertThat(console.post("/imports/" + applied + "/undo", Map.of("reason", " ")).text())
                .contains("A reason is missing");
        console.post("/imports/" + applied + "/undo", Map.of("reason", "wrong file")).expect(200);
        assertThat(still(console, applied)).contains("1 profiles deleted").doesNotContain("Undo the import");
        JsonNode entry = api.get("/ledger?limit=1&kind=import_undone&actor=" + Api.segment(console.actor())).send()
                .at("/items/0");
        assertThat(entry.at("/evidence/reason").asString()).isEqualTo("wrong file");
        assertThat(entry.at("/source").asString()).isEqualTo("operator");
    }

    @Test
    void anUndoThatTakesLongerShowsHowFarItIs() {
        Console console = Console.as(Role.MARKETER);
        String id = imports.csv("kind=profiles", "key\n" + key + "\n").at("/id").asString();

        TestServer.bean(TransactionTemplate.class).executeWithoutResult(_ -> {
            imports.texts("select id::text from profiles where key = :key for update", key);
            assertThat(console.post("/imports/" + id + "/undo", Map.of("reason", "wrong file")).expect(200).text())
                    .contains("Being undone", "0% taken back", "<progress", "hx-get=\"/imports/" + id + "/part\"")
                    .doesNotContain("Undo the import", "??");
            assertThat(console.post("/imports/" + id + "/undo", Map.of("reason", "again")).expect(200).text())
                    .contains("Being undone");
        });

        assertThat(still(console, id)).contains("This import was undone", "1 profiles deleted")
                .doesNotContain("Being undone", "??");
        api.get("/profiles/" + key).send().expect(404);
    }

    @Test
    void aFileOfUnknownLengthIsStreamedAndSaysPerSwitchWhatItWouldDo() {
        Console console = Console.as(Role.PRIVACY);
        api.put("/profiles/" + key).json("{}").send().expect(201);
        byte[] file = "{\"key\":\"%s\",\"channel\":\"sms\"}\n".formatted(key).getBytes(StandardCharsets.UTF_8);

        String tried = end(console.upload("/imports?kind=opt_outs&name=stop.ndjson",
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(file)), "application/octet-stream")
                .expect(201));

        assertThat(console.get("/imports/" + tried).text()).contains("goes on", "SMS").doesNotContain("??");
        assertThat(console.get("/imports").expect(200).text()).contains("/imports/" + tried, "dry run")
                .doesNotContain("??", "No file has been imported");
    }

    @Test
    void onlyWhoMayOptPeopleInGivesAFileWithOptInsAndOnlyWithAReason() {
        String file = "key,channel,action\n" + key + ",sms,opt_in\n";

        assertThat(upload(Console.as(Role.MARKETER), "kind=opt_outs&allowOptIn=true&reason=x&name=a.csv", file)
                .expect(403).text()).contains("your role does not allow");
        assertThat(upload(Console.as(Role.PRIVACY), "kind=opt_outs&allowOptIn=true&name=a.csv", file).expect(400)
                .text()).contains("reason");
        upload(Console.as(Role.VIEWER), "kind=opt_outs&name=a.csv", file).expect(403);
        assertThat(Console.as(Role.PRIVACY).get("/imports/new").text()).contains("allowOptIn").doesNotContain("??");
        assertThat(Console.as(Role.MARKETER).get("/imports/new").text()).doesNotContain("allowOptIn");
    }

    /// The part of the page that moves, once it moves no more.
    private static String still(Console console, String id) {
        String part = console.get("/imports/" + id + "/part").expect(200).text();
        while (part.contains("hx-get")) {
            part = console.get("/imports/" + id + "/part").expect(200).text();
        }
        return part;
    }

    private static Answer upload(Console console, String parameters, String file) {
        return console.upload("/imports?" + parameters, BodyPublishers.ofString(file), "application/octet-stream");
    }

    private String end(Answer accepted) {
        String id = Objects.requireNonNull(accepted.header("Location")).replace("/imports/", "");
        imports.end(id);
        return id;
    }

    private String newest() {
        return api.get("/imports?limit=1").send().at("/items/0/id").asString();
    }
}
