package heed.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import heed.hostile.Wire.Reply;
import heed.testing.Api;
import heed.testing.TestServer;
import heed.web.CsvAnswer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Every route that answers as CSV, found in the server's own mapping: no cell begins as a formula does. The target
/// alone is exact, for programs send from it.
class ExportsIT {

    private static final List<String> KEYS = List.of("=cmd|' /C calc'!A0", "+1+1|x", "-2+3", "@SUM(A1)", "\"=1\",=2",
            "=1;=2", "－1", "'=quoted");
    private static final Pattern FORMULA = Pattern.compile("[=+@\\t\\r-](?s:.*)");
    /// What may begin so: phone numbers, whole numbers.
    private static final Pattern HARMLESS = Pattern.compile("\\+[1-9][0-9 ()-]{6,}|-[0-9]+");

    private final Api api = TestServer.api();

    @Test
    void noCellOfAnyExportIsAFormula() throws IOException {
        String delivery = peopleWithFormulas();
        World world = new World(Map.of("delivery", delivery, "import", rejected()));
        List<Route> exports = HostileInputIT.routes().stream().filter(route -> route.method().equals("GET"))
                .filter(route -> route.produces().startsWith(CsvAnswer.TYPE) || route.pattern().endsWith("/errors"))
                .toList();
        List<String> wrong = new ArrayList<>();
        int cells = 0;

        for (Route route : exports) {
            Reply reply = new Wire(TestServer.url()).send(Hostile.request(new Route(route.method(), route.pattern(),
                    route.produces(), route.variables(), List.of(), Map.of(), null, null, null), world, Map.of(),
                    Map.of(), List.of(), new byte[0]));
            assertThat(reply.status()).as(route.name()).isEqualTo(200);
            assertThat(reply.header("content-type")).startsWith("text/csv");
            boolean exact = route.pattern().endsWith("/target");
            boolean seen = false;
            try (var rows = CsvReader.builder().ofCsvRecord(reply.body())) {
                for (var row : rows) {
                    for (String cell : row.getFields()) {
                        boolean formula = FORMULA.matcher(cell).matches() && !HARMLESS.matcher(cell).matches();
                        seen |= exact ? formula : cell.startsWith("'");
                        if (formula && !exact) {
                            wrong.add(route.name() + ": " + cell);
                        }
                        cells++;
                    }
                }
            }
            assertThat(seen || route.pattern().contains("/imports")).as("%s shows one of them", route.name()).isTrue();
        }

        assertThat(exports).extracting(Route::pattern).contains("/api/v1/profiles", "/api/v1/quarantine",
                "/api/v1/ledger", "/api/v1/deliveries/{id}/exclusions", "/api/v1/deliveries/{id}/target",
                "/api/v1/imports/{id}/errors");
        assertThat(wrong).isEmpty();
        assertThat(cells).isGreaterThan(100);
    }

    private String peopleWithFormulas() {
        List<String> keys = KEYS.stream().map(key -> key + TestServer.unique("x")).toList();
        for (String key : keys) {
            String address = "=a" + TestServer.unique("b") + "@" + "formula.example";
            api.put("/profiles/" + Api.segment(key)).json(Map.of("addresses", Map.of("email", address, "push", key,
                    "sms", "+33612345678"), "attributes", Map.of(key, key))).send().expect(201);
            api.post("/quarantine").json(Map.of("channel", "push", "address", key, "status", "quarantined",
                    "errorReason", "refused", "errorText", key, "reason", key)).send();
        }
        api.post("/profiles/" + Api.segment(keys.getFirst()) + "/opt-outs").json("{\"channel\":\"email\"}").send()
                .expect(200);
        String id = api.post("/deliveries").json(Map.of("label", "=1", "channel", "email", "audience",
                Map.of("type", "profiles", "keys", keys))).send().expect(201).at("/id").asString();
        api.post("/deliveries/" + id + "/analysis").send().expect(200);
        return id;
    }

    private String rejected() {
        String rows = "key,email\n"
                + String.join("\n", List.of("=1+1,no address", "\"+1\n=2\",@", "-1,-", "@x,\"\t\""));
        String id = api.post("/imports?kind=profiles").body(rows.getBytes(UTF_8), "text/csv").send().expect(202)
                .at("/id").asString();
        String state = "running";
        while (!List.of("done", "failed").contains(state)) {
            state = api.get("/imports/" + id).send().expect(200).at("/state").asString();
        }
        return id;
    }
}
