package heed.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import heed.testing.Answer;
import heed.testing.Api;
import heed.testing.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

class DeliveriesIT {
    private final Api api = TestServer.api();
    private final People people = new People();

    @Test
    void theWaterfallAddsUpAndEveryExclusionIsExplained() {
        String id = prepared(mixed(), "");

        JsonNode analysis = api.get("/deliveries/" + id + "/analysis").send().expect(200).json();

        assertThat(analysis.path("state").asString()).isEqualTo("done");
        assertThat(analysis.path("audience").asInt()).isEqualTo(8);
        assertThat(analysis.path("target").asInt()).isEqualTo(2);
        assertThat(counts(analysis, "opted_out_all")).containsExactly(1, 1, 1);
        assertThat(counts(analysis, "opted_out")).containsExactly(1, 1, 0);
        assertThat(counts(analysis, "address_quarantined")).containsExactly(1, 2, 1);
        assertThat(counts(analysis, "address_denylisted")).containsExactly(1, 1, 1);
        assertThat(counts(analysis, "no_address")).containsExactly(1, 1, 1);
        assertThat(counts(analysis, "duplicate")).containsExactly(1, 1, 1);
        int decided = rows(analysis).stream().mapToInt(row -> row.path("deciding").asInt()).sum();
        assertThat(analysis.path("target").asInt() + decided).isEqualTo(8);
        assertThat(rows(analysis)).extracting(row -> row.path("cause").asString()).containsExactly("no_address",
                "opted_out_all", "opted_out", "unconfirmed", "not_subscribed", "not_subscribed", "not_subscribed",
                "not_subscribed", "address_denylisted", "address_quarantined", "excluded_domain", "rule_failed",
                "duplicate");
        assertThat(target(id)).containsExactly("free", "shared");
    }

    @Test
    void anAnalysisWhoseBeginningNobodyCanVouchForFailsAndCanBeRepeated() {
        String id = prepared(mixed(), "");
        TransactionTemplate transaction = TestServer.bean(TransactionTemplate.class);
        Preparation preparation = TestServer.bean(Preparation.class);
        long analysis = Objects.requireNonNull(transaction.execute(_ -> {
            TestServer.bean(DeliveryStore.class).state(Long.parseLong(id), DeliveryState.PREPARING);
            return TestServer.bean(AnalysisStore.class).begin(Long.parseLong(id));
        }));

        // What the answer to a commit that never arrived looks like here: kept by the database, broken off for us.
        transaction.executeWithoutResult(status -> {
            preparation.begins(Long.parseLong(id), analysis);
            status.setRollbackOnly();
        });
        preparation.settleFailed();

        assertThat(api.get("/deliveries/" + id + "/analysis").send().expect(200).at("/state").asString())
                .isEqualTo("failed");
        assertThat(api.post("/deliveries/" + id + "/analysis").send().expect(200).at("/state").asString())
                .isEqualTo("done");
    }

    @Test
    void theExclusionLogPagesEverybodyOnceWithAllCauses() {
        String id = prepared(mixed(), "");

        Map<String, List<String>> log = new TreeMap<>();
        String cursor = "";
        do {
            JsonNode page = api.get("/deliveries/" + id + "/exclusions?limit=2" + cursor).send().expect(200).json();
            page.path("items").forEach(row -> assertThat(log.put(name(row), causes(row))).isNull());
            cursor = page.path("nextCursor").isNull() ? "" : "&cursor=" + page.path("nextCursor").asString();
        } while (!cursor.isEmpty());

        assertThat(log).isEqualTo(Map.of("nowhere", List.of("no_address"), "never", List.of("opted_out_all"), "out",
                List.of("opted_out", "address_quarantined"), "bounced", List.of("address_quarantined"), "complained",
                List.of("address_denylisted"), "twin", List.of("duplicate")));
    }

    @Test
    void theExclusionLogIsFilteredByCauseAndSearched() {
        String id = prepared(mixed(), "");

        assertThat(excluded(id, "?cause=address_quarantined")).containsExactly("bounced");
        assertThat(excluded(id, "?matching=address_quarantined")).containsExactly("out", "bounced");
        assertThat(excluded(id, "?only=opted_out")).isEmpty();
        assertThat(excluded(id, "?q=" + people.key("tw"))).containsExactly("twin");
        assertThat(excluded(id, "?q=bounced@")).containsExactly("bounced");
        assertThat(excluded(id, "?phase=hand_off")).isEmpty();
        api.get("/deliveries/" + id + "/exclusions?cause=nonsense").send().expect(400);
        String csv = api.get("/deliveries/" + id + "/exclusions").accept("text/csv").send().expect(200).text();
        assertThat(csv.lines()).hasSize(7).first().isEqualTo("profile,address,addressChanged,cause,causes,phase");
        assertThat(csv).contains(",false,opted_out,opted_out|address_quarantined,analysis");
    }

    @Test
    void aChangedAddressIsSaidSo() {
        String id = prepared(mixed(), "");
        people.move("bounced", "fresh");

        JsonNode row = api.get("/deliveries/" + id + "/exclusions?cause=address_quarantined").send().expect(200)
                .at("/items/0");

        assertThat(row.path("addressChanged").asBoolean()).isTrue();
        assertThat(row.path("address").asString()).startsWith("fresh@");
    }

    @Test
    void theTargetIsALookAtThePresentState() {
        String id = prepared(mixed(), "");
        people.optOut("free", 1);

        assertThat(target(id)).containsExactly("shared");
        String csv = api.get("/deliveries/" + id + "/target").accept("text/csv").send().expect(200).text();
        assertThat(csv.lines()).hasSize(2).first().isEqualTo("profile,address");
    }

    @Test
    void aWhatIfSaysWhatDroppingARuleGivesBack() {
        String id = prepared(mixed(), "");

        assertThat(whatIf(id, "opted_out_all").at("/gain").asInt()).isEqualTo(1);
        assertThat(whatIf(id, "opted_out").at("/gain").asInt()).isEqualTo(0);
        assertThat(whatIf(id, "duplicate").at("/gain").asInt()).isEqualTo(1);
        assertThat(whatIf(id, "address_quarantined").at("/target").asInt()).isEqualTo(3);
        api.post("/deliveries/" + id + "/what-if").json("{\"without\":[\"no_address\"]}").send().expect(400);
        api.post("/deliveries/" + id + "/what-if").json("{\"without\":[\"rule_failed\"]}").send().expect(400);
        api.post("/deliveries/" + id + "/what-if").json("{\"without\":[\"filtered:minors\"]}").send().expect(400);
        Answer with = api.post("/deliveries/" + id + "/what-if")
                .json("{\"with\":[{\"type\":\"filtering\",\"cel\":\"profile.age < 18\"}]}").send().expect(400);
        assertThat(with.text()).contains("not_available");
    }

    @Test
    void aDeliveryForAServiceReachesActiveSubscribersOnly() {
        for (String name : List.of("none", "pending", "active", "expired", "ended")) {
            people.add(name, name);
        }
        String service = people.service(Map.of("pending", 1, "active", 2, "expired", 3, "ended", 4));
        String id = prepared(profiles(), ",\"service\":\"" + service + "\"");

        assertThat(target(id)).containsExactly("active");
        JsonNode analysis = api.get("/deliveries/" + id + "/analysis").send().json();
        List<JsonNode> states = rows(analysis).stream()
                .filter(row -> row.path("cause").asString().equals("not_subscribed")).toList();
        assertThat(states).extracting(row -> row.path("detail").asString()).containsExactly("none", "pending",
                "expired", "ended");
        assertThat(states).allMatch(row -> row.path("deciding").asInt() == 1);
        String everybody = prepared("{\"type\":\"service\",\"name\":\"" + service + "\"}", "");
        assertThat(api.get("/deliveries/" + everybody + "/analysis").send().at("/audience").asInt()).isEqualTo(4);
    }

    @Test
    void unknownKeysOfAnAudienceAreCountedAndDoubleOnesAreInOnce() {
        people.add("a", "a");
        String audience = "{\"type\":\"profiles\",\"keys\":[\"%s\",\"%s\",\"%s\"]}".formatted(people.key("a"),
                people.key("a"), people.key("unheard-of"));

        JsonNode analysis = api.get("/deliveries/" + prepared(audience, "") + "/analysis").send().json();

        assertThat(analysis.path("audience").asInt()).isEqualTo(1);
        assertThat(analysis.path("unknown").asInt()).isEqualTo(1);
        assertThat(analysis.path("target").asInt()).isEqualTo(1);
    }

    @Test
    void whoIsMadeJustBeforeIsAlreadyInTheAnalysis() {
        people.add("a", "a");
        String id = made(profiles(), "");
        for (int i = 0; i < 10; i++) {
            people.add("late" + i, "late" + i);
        }
        api.patch("/deliveries/" + id).json("{\"audience\":" + profiles() + "}").send().expect(200);

        assertThat(api.post("/deliveries/" + id + "/analysis").send().expect(200).at("/target").asInt()).isEqualTo(11);
    }

    @Test
    void anEditOfWhatWasAnalysedGoesBackToDraft() {
        String id = prepared(mixed(), "");

        assertThat(patched(id, "{\"label\":\"Autumn sale\"}")).isEqualTo("prepared");
        assertThat(patched(id, "{\"typology\":\"transactional\"}")).isEqualTo("draft");
        api.get("/deliveries/" + id + "/analysis").send().expect(404);
        api.get("/deliveries/" + id + "/target").send().expect(404);
        api.delete("/deliveries/" + id).send().expect(204);
        api.get("/deliveries/" + id).send().expect(404);
    }

    @Test
    void badBodiesAreRefusedByField() {
        assertThat(refused("{\"channel\":\"email\",\"audience\":{\"type\":\"all\"}}")).isEqualTo("label");
        assertThat(refused("{\"label\":\"x\",\"channel\":\"pigeon\",\"audience\":{\"type\":\"all\"}}"))
                .isEqualTo("channel");
        assertThat(refused("{\"label\":\"x\",\"channel\":\"email\",\"audience\":{\"type\":\"none\"}}"))
                .isEqualTo("audience.type");
        assertThat(refused("{\"label\":\"x\",\"channel\":\"email\",\"audience\":{\"type\":\"all\"},\"colour\":1}"))
                .isEqualTo("colour");
        assertThat(refused("{\"label\":\"x\",\"channel\":\"sms\",\"audience\":{\"type\":\"all\"},\"service\":\""
                + people.service(Map.of()) + "\"}")).as("a service of another channel").isEqualTo("service");
        Answer cel = api.post("/deliveries")
                .json("{\"label\":\"x\",\"channel\":\"email\",\"audience\":{\"type\":\"condition\",\"cel\":\"true\"}}")
                .send().expect(400);
        assertThat(cel.text()).contains("not_available");
    }

    private String mixed() {
        people.add("free", "free").add("nowhere", "").add("never", "never").optOut("never", 0).add("out", "out")
                .optOut("out", 1).status("out", 2).add("bounced", "bounced").status("bounced", 2)
                .add("complained", "complained").status("complained", 3).add("shared", "same").add("twin", "same");
        return profiles();
    }

    private String profiles() {
        return "{\"type\":\"profiles\",\"keys\":" + people.keysJson() + "}";
    }

    private String made(String audience, String more) {
        return api.post("/deliveries")
                .json("{\"label\":\"Spring sale\",\"channel\":\"email\",\"audience\":" + audience + more + "}").send()
                .expect(201).at("/id").asString();
    }

    private String prepared(String audience, String more) {
        String id = made(audience, more);
        api.post("/deliveries/" + id + "/analysis").send().expect(200);
        return id;
    }

    private String patched(String id, String patch) {
        return api.patch("/deliveries/" + id).json(patch).send().expect(200).at("/state").asString();
    }

    private String refused(String body) {
        return api.post("/deliveries").json(body).send().expect(400).at("/errors/0/field").asString();
    }

    private Answer whatIf(String id, String rule) {
        return api.post("/deliveries/" + id + "/what-if").json("{\"without\":[\"" + rule + "\"]}").send().expect(200);
    }

    private List<String> target(String id) {
        List<String> keys = new ArrayList<>();
        String target = api.get("/deliveries/" + id + "/target").send().expect(200).text();
        for (String line : target.lines().toList()) {
            keys.add(line.split("\"", -1)[3]);
        }
        return people.names(keys);
    }

    private List<String> excluded(String id, String query) {
        JsonNode items = api.get("/deliveries/" + id + "/exclusions" + query).send().expect(200).at("/items");
        return StreamSupport.stream(items.spliterator(), false).map(this::name).toList();
    }

    private String name(JsonNode row) {
        return people.names(List.of(row.path("profile").asString())).getFirst();
    }

    private static List<String> causes(JsonNode row) {
        return StreamSupport.stream(row.path("causes").spliterator(), false).map(JsonNode::asString).toList();
    }

    private static List<JsonNode> rows(JsonNode analysis) {
        return StreamSupport.stream(analysis.path("exclusions").spliterator(), false).toList();
    }

    private static List<Integer> counts(JsonNode analysis, String cause) {
        JsonNode row = rows(analysis).stream().filter(each -> each.path("cause").asString().equals(cause)).findFirst()
                .orElseThrow();
        return List.of(row.path("deciding").asInt(), row.path("matching").asInt(), row.path("only").asInt());
    }
}
