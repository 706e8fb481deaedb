package heed.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import heed.operator.Role;
import heed.testing.Answer;
import heed.testing.Api;
import heed.testing.Console;
import heed.testing.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

class DeliveryPagesIT {
    private static final Pattern FIGURE = Pattern.compile("<td class=\"number\">(.*?)</td>", Pattern.DOTALL);
    private static final Pattern LINKED_FIGURE = Pattern
            .compile("<a href=\"([^\"]*/exclusions\\?cause=[^\"]*)\">(\\d+)</a>");
    private static final Pattern ROW = Pattern.compile("/why\\?delivery=");

    private final Api api = TestServer.api();
    private final People people = new People();
    private final Console console = Console.as(Role.MARKETER);
    private final String label = TestServer.unique("Spring sale");

    @Test
    void whatIsMadeAndPreparedHereHasTheWaterfallOfTheApi() {
        mixed();
        String made = console.post("/deliveries", Map.of("label", label, "channel", "email", "typology", "marketing",
                "audience", "profiles", "keys", keys())).expect(200).text();
        assertThat(made).contains(label, "is made", "Not prepared yet", "8 keys", "/delete").doesNotContain("??");
        String id = newest();

        console.post("/deliveries/" + id + "/analysis", Map.of()).expect(200);
        String page = done(id);

        JsonNode analysis = api.get("/deliveries/" + id + "/analysis").send().expect(200).json();
        List<String> counts = new ArrayList<>();
        rows(analysis).forEach(row -> List.of("deciding", "matching", "only")
                .forEach(name -> counts.add(Integer.toString(row.path(name).asInt()))));
        assertThat(figures(page)).isEqualTo(counts);
        assertThat(page)
                .contains("role=\"img\"", "Of 8 people in the audience, 2 are left", "(25%)", "Opted out of everything",
                        "class=\"waterfall-cause\"")
                .doesNotContain("??", "hx-get", "style=\"");
        assertThat(console.get("/deliveries/" + id).expect(200).text())
                .contains("<h1", "/deliveries/" + id + "/what-if",
                        "target.csv")
                .doesNotContain("??");
        JsonNode entries = api.get("/ledger?limit=10&actor=" + Api.segment(console.actor())).send().at("/items");
        assertThat(entries).extracting(entry -> entry.path("kind").asString() + " " + entry.path("source").asString())
                .containsExactly("analysis_made operator", "delivery_changed operator");
    }

    @Test
    void everyFigureLeadsToAsManyRowsAsItSays() {
        mixed();
        for (String name : List.of("none", "pending", "active", "expired", "ended")) {
            people.add(name, name);
        }
        people.optOut("ended", 1);
        String service = people.service(Map.of("pending", 1, "active", 2, "expired", 3, "ended", 4));
        String id = prepared(",\"service\":\"" + service + "\"");

        Map<String, String> figures = new TreeMap<>();
        LINKED_FIGURE.matcher(console.get("/deliveries/" + id).expect(200).text()).results()
                .forEach(figure -> figures.put(figure.group(1).replace("&amp;", "&"), figure.group(2)));

        assertThat(figures).hasSizeGreaterThan(15).allSatisfy((path, count) -> {
            String page = console.get(path).expect(200).text();
            assertThat(ROW.matcher(page).results()).as(path).hasSize(Integer.parseInt(count));
            assertThat(page).doesNotContain("??");
        });
        assertThat(log(id, "?cause=not_subscribed&by=deciding&detail=expired")).contains(people.key("expired"))
                .doesNotContain(people.key("none"));
    }

    @Test
    void theExclusionLogIsFilteredByCauseAndSearchedByPerson() {
        mixed();
        String id = prepared("");

        assertThat(log(id, "")).contains(people.key("out"), "Opted out of the channel", "Address in quarantine",
                "/profiles/" + people.key("out") + "/why?delivery=" + id, "6 people");
        assertThat(log(id, "?cause=address_quarantined")).contains(people.key("bounced"))
                .doesNotContain(people.key("out"));
        assertThat(log(id, "?cause=address_quarantined&by=matching")).contains(people.key("bounced"),
                people.key("out"));
        assertThat(log(id, "?cause=opted_out&by=only")).contains("Nobody fits");
        assertThat(log(id, "?person=" + people.key("tw"))).contains(people.key("twin"), "Duplicate", "1 person")
                .doesNotContain(people.key("out"));
        assertThat(log(id, "?person=Bounced@")).contains(people.key("bounced")).doesNotContain(people.key("twin"));
        assertThat(log(id, "?phase=hand_off")).contains("Nobody fits");
        console.get("/deliveries/" + id + "/exclusions?cause=nonsense").expect(400);
        console.get("/deliveries/" + id + "/exclusions?cause=opted_out&by=nobody").expect(400);
    }

    @Test
    void aPersonWithAnOddKeyIsLinkedAsTheApiWritesIt() {
        people.add("a/b %c;d.ü", "");
        String id = prepared("");

        assertThat(log(id, "")).contains("/profiles/" + Api.segment(people.key("a/b %c;d.ü")) + "/why?delivery=" + id);
    }

    @Test
    void filesAreThoseOfTheApiAndWhoOptedOutSinceIsInNone() {
        mixed();
        String id = prepared("");

        assertThat(console.get("/deliveries/" + id + "/exclusions.csv?cause=opted_out").expect(200).text())
                .isEqualTo(
                        api.get("/deliveries/" + id + "/exclusions?cause=opted_out").accept("text/csv").send().text());
        people.optOut("free", 1);
        Answer target = console.get("/deliveries/" + id + "/target.csv").expect(200);
        assertThat(target.text())
                .isEqualTo(api.get("/deliveries/" + id + "/target").accept("text/csv").send().text())
                .contains(people.key("shared")).doesNotContain(people.key("free"));
        assertThat(target.header("Content-Disposition")).contains("delivery-" + id + "-target.csv");
        assertThat(console.get("/deliveries/" + draft("") + "/target.csv").expect(404).header("Content-Disposition"))
                .isNull();
    }

    @Test
    void whatWasHandedOffIsCountedAndLateExclusionsAreShown() {
        mixed();
        String id = prepared("");
        people.optOut("free", 1);

        api.post("/deliveries/" + id + "/hand-off").send().expect(200);

        assertThat(console.get("/deliveries/" + id).expect(200).text()).contains("Left out just before leaving",
                "phase=hand_off").doesNotContain("Delete the delivery", "Prepare again");
        assertThat(log(id, "?phase=hand_off")).contains(people.key("free"), "the last check before leaving");
        assertThat(console.post("/deliveries/" + id + "/analysis", Map.of()).text()).contains("cannot be prepared");
        assertThat(console.post("/deliveries/" + id + "/delete", Map.of("reason", "late")).text()).contains("Not done");
    }

    @Test
    void aRunningAnalysisMovesAndAFailedOneSaysWhy() {
        people.add("free", "free");
        String id = draft("");
        long analysis = running(Long.parseLong(id));

        assertThat(console.get("/deliveries/" + id).expect(200).text())
                .contains("hx-get=\"/deliveries/" + id + "/progress\"", "<progress").doesNotContain("??");
        assertThat(console.get("/deliveries/" + id + "/progress").expect(200).text())
                .contains("hx-get", "Being prepared")
                .doesNotContain("<html");
        console.post("/deliveries/" + id + "/analysis", Map.of()).expect(200);

        failed(Long.parseLong(id), analysis);

        assertThat(console.get("/deliveries/" + id).expect(200).text()).contains("The last preparation failed",
                "the analysis failed", ">Prepare<").doesNotContain("hx-get=\"/deliveries");
        assertThat(console.get("/deliveries").text()).contains(">failed<");
    }

    @Test
    void theListIsFilteredByStateAndChannel() {
        mixed();
        String id = prepared("");

        assertThat(console.get("/deliveries").expect(200).text()).contains("/deliveries/" + id + "\"", label)
                .doesNotContain("??");
        assertThat(console.get("/deliveries?state=prepared&channel=email").text()).contains("/deliveries/" + id + "\"");
        assertThat(console.get("/deliveries?state=draft").text()).doesNotContain("/deliveries/" + id + "\"");
        assertThat(console.get("/deliveries?channel=fax").text()).contains("No delivery fits");
        console.get("/deliveries?state=nonsense").expect(400);
        Console viewer = Console.as(Role.VIEWER);
        assertThat(viewer.get("/deliveries/" + id).expect(200).text()).doesNotContain("target.csv", "Prepare again",
                "Delete the delivery");
        assertThat(viewer.get("/deliveries/new").expect(200).text()).contains("datalist").doesNotContain("??");
    }

    private void mixed() {
        people.add("free", "free").add("nowhere", "").add("never", "never").optOut("never", 0).add("out", "out")
                .optOut("out", 1).status("out", 2).add("bounced", "bounced").status("bounced", 2)
                .add("complained", "complained").status("complained", 3).add("shared", "same").add("twin", "same");
    }

    private String keys() {
        return people.keysJson().replaceAll("[\\[\\]\"]", "").replace(",", "\r\n");
    }

    private String draft(String more) {
        return api.post("/deliveries").json("""
                {"label":"%s","channel":"email","audience":{"type":"profiles","keys":%s}%s}""".formatted(label,
                people.keysJson(), more)).send().expect(201).at("/id").asString();
    }

    private String prepared(String more) {
        String id = draft(more);
        api.post("/deliveries/" + id + "/analysis").send().expect(200);
        return id;
    }

    private String newest() {
        return api.get("/deliveries?limit=1").send().at("/items/0/id").asString();
    }

    /// The moving part, once it moves no more.
    private String done(String id) {
        for (int i = 0; i < 10_000; i++) {
            String part = console.get("/deliveries/" + id + "/progress").expect(200).text();
            if (!part.contains("hx-get")) {
                return part;
            }
        }
        throw new AssertionError("it is still being prepared");
    }

    private String log(String id, String query) {
        String page = console.get("/deliveries/" + id + "/exclusions" + query).expect(200).text();
        assertThat(page).doesNotContain("??");
        return page;
    }

    /// An analysis that this server holds, so that it is not taken for abandoned.
    private static long running(long id) {
        return Objects.requireNonNull(TestServer.bean(TransactionTemplate.class).execute(_ -> {
            TestServer.bean(DeliveryStore.class).state(id, DeliveryState.PREPARING);
            long analysis = TestServer.bean(AnalysisStore.class).begin(id);
            TestServer.bean(RunningAnalyses.class).hold(analysis);
            return analysis;
        }));
    }

    /// As if the answer to its commit had never arrived.
    private static void failed(long id, long analysis) {
        Preparation preparation = TestServer.bean(Preparation.class);
        TestServer.bean(TransactionTemplate.class).executeWithoutResult(status -> {
            preparation.begins(id, analysis);
            status.setRollbackOnly();
        });
        preparation.settleFailed();
    }

    private static List<String> figures(String page) {
        return FIGURE.matcher(page).results().map((MatchResult one) -> one.group(1).replaceAll("<[^>]*>", "").strip())
                .toList();
    }

    private static List<JsonNode> rows(JsonNode analysis) {
        return StreamSupport.stream(analysis.path("exclusions").spliterator(), false).toList();
    }
}
