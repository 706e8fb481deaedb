package heed.profile.report;

import static org.assertj.core.api.Assertions.assertThat;

import heed.operator.Role;
import heed.testing.Answer;
import heed.testing.Api;
import heed.testing.Console;
import heed.testing.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class StillContactablePagesIT {

    private static final String REPORT = "/reports/still-contactable";
    private static final Pattern NEXT = Pattern.compile("rel=\"next\" href=\"([^\"]*)\"");

    private final Api api = TestServer.api();
    private final Console console = Console.as(Role.PRIVACY);
    private final String gone = TestServer.unique("gone a/b %.ü;c");
    private final String still = TestServer.unique("still a/b");
    private final String mail = TestServer.unique("shared") + "@example.org";
    private final String number = "+3361" + TestServer.unique("n").replaceAll("\\D", "").transform(
            digits -> "0000000".substring(digits.length()) + digits);

    @BeforeEach
    void twoPeopleWithOneAddressAndOneNumber() {
        for (String key : List.of(gone, still)) {
            api.put(path(key)).json(Map.of("addresses", Map.of("email", mail, "sms", number))).send().expect(201);
        }
    }

    @Test
    void whoIsStillContactableIsListedAndOneClickClosesTheHoleWhichIsUndone() {
        optOut("email");
        String id = delivery();
        assertThat(targeted(id)).isEqualTo(1);

        String page = whole("email");
        assertThat(row(page)).contains(gone, "Marks 1 address", "that 1 other person uses",
                "Close the hole").doesNotContain("on all channels");
        assertThat(page).doesNotContain("??");

        String closed = close("email", "one household").expect(200).text();
        assertThat(closed).contains("now counts for its addresses", "/void").doesNotContain("??");
        assertThat(eligibility("email")).isEqualTo("address_denylisted");
        assertThat(eligibility("sms")).isEqualTo("targeted");
        prepare(id);
        assertThat(targeted(id)).isZero();
        assertThat(whole("email")).doesNotContain(mail);
        JsonNode entry = api.get(path(gone) + "/history?limit=1").send().at("/items/0");
        assertThat(entry.at("/source").asString()).isEqualTo("operator");
        assertThat(entry.at("/evidence/reason").asString()).isEqualTo("one household");

        String undone = console.post("/ledger/" + entry.at("/seq").asString() + "/void", Map.of("reason",
                "two people after all", "confirm", "true", "back", REPORT + "?channel=email")).expect(200).text();
        assertThat(undone).contains("is undone", "Still contactable at a shared address");
        assertThat(eligibility("email")).isEqualTo("targeted");
        assertThat(whole("email")).contains(mail);
        assertThat(api.get(path(gone) + "/opt-outs").send().at("/channels/0").asString()).isEqualTo("email");
    }

    @Test
    void theUndoThatIsOfferedIsAllThatItTakes() {
        optOut("email");

        String closed = close("email", "one household").text();
        Matcher form = Pattern.compile("action=\"(/ledger/\\d+/void)\"").matcher(closed);
        assertThat(form.find()).isTrue();
        assertThat(closed).contains("name=\"confirm\" value=\"true\"",
                "name=\"reason\" value=\"Undone right after: one household\"",
                "name=\"back\" value=\"" + REPORT + "?channel=email\"");
        console.post(form.group(1), Map.of("reason", "one household", "confirm", "true"));

        assertThat(eligibility("email")).isEqualTo("targeted");
    }

    @Test
    void whoOptedOutOfEverythingIsLeftAloneAtEveryAddress() {
        optOut("all");

        assertThat(row(whole("sms"))).contains("Marks 2 addresses", "on all channels");
        close("sms", "one household").expect(200);

        assertThat(eligibility("sms")).isEqualTo("address_denylisted");
        assertThat(eligibility("email")).isEqualTo("address_denylisted");
        assertThat(api.get(path(gone) + "/opt-outs").send().at("/channels").isEmpty()).isTrue();
    }

    @Test
    void whoOptedInMeanwhileIsNotOptedOutAgain() {
        optOut("email");
        console.get(REPORT).expect(200);
        api.delete(path(gone) + "/opt-outs/email?reason=asked").send().expect(200);

        assertThat(close("email", "one household").text()).contains("not opted out of this channel any more")
                .doesNotContain("??");

        assertThat(api.get(path(gone) + "/opt-outs").send().at("/channels").isEmpty()).isTrue();
        assertThat(eligibility("email")).isEqualTo("targeted");
    }

    @Test
    void whatIsClosedTwiceIsClosedOnce() {
        optOut("email");
        close("email", "one household");

        assertThat(close("email", "one household").text()).contains("were marked already").doesNotContain("??");
    }

    @Test
    void aClosingNeedsAReasonAndAPerson() {
        optOut("email");

        assertThat(close("email", " ").text()).contains("A reason is missing");
        assertThat(console.post(REPORT + "/close", Map.of("channel", "email", "optedOut", "nobody-has-this", "reason",
                "x")).text()).contains("Not done", "there is no profile with this key");
        assertThat(console.post(REPORT + "/close", Map.of("channel", "email", "optedOut", "a\u0000b", "reason", "x"))
                .expect(400).text()).contains("optedOut", "must not hold the character NUL");
        console.post(REPORT + "/close", Map.of("channel", "pigeon", "optedOut", gone, "reason", "x")).expect(400);
        console.get(REPORT + "?channel=pigeon").expect(400);
        console.get(REPORT + "?after=x").expect(400);

        assertThat(eligibility("email")).isEqualTo("targeted");
    }

    @Test
    void whoMayNotChooseLooksOnly() {
        optOut("email");
        Console viewer = Console.as(Role.VIEWER);

        assertThat(viewer.get(REPORT).expect(200).text()).doesNotContain("name=\"reason\"", "Close the hole");
        viewer.post(REPORT + "/close", Map.of("channel", "email", "optedOut", gone, "reason", "x")).expect(403);
    }

    @Test
    void thePartThatGoesOnHoldsTheSameRows() {
        optOut("email");

        String part = console.get(REPORT + "/part?channel=email&after=0").expect(200).text();

        assertThat(part).doesNotContain("<html", "??");
        assertThat(console.get(REPORT + "?channel=fax").expect(200).text()).doesNotContain("??");
    }

    @Test
    void aPageTakesNoMoreRowsThanItHasRoomForHoweverManyStepsFoundThem() {
        share(TestServer.unique("third"));
        optOut("email");

        String part = console.get(REPORT + "/part?channel=email&after=0&found=49&steps=3").expect(200).text();

        assertThat(part.split("<th scope=\"row\"", -1)).hasSize(2);
        assertThat(part).contains("rel=\"next\"").doesNotContain("hx-get", "??");
        console.get(REPORT + "/part?channel=email&found=x").expect(400);
        console.get(REPORT + "/part?channel=email&found=-1&steps=2147483647").expect(200);
    }

    @Test
    void everybodyAtAnAddressIsShownOnceWhereverThePagesEnd() {
        List<String> others = List.of(TestServer.unique("third"), TestServer.unique("fourth"),
                TestServer.unique("fifth"));
        others.forEach(this::share);
        api.post(path(others.getFirst()) + "/opt-outs").json(Map.of("channel", "all")).send().expect(200);
        optOut("email");

        List<String> pairs = List.of(gone + still, gone + others.get(1), gone + others.get(2),
                others.getFirst() + still, others.getFirst() + others.get(1), others.getFirst() + others.get(2));

        assertThat(pairs(2)).containsExactlyElementsOf(pairs);
        assertThat(pairs(1000)).containsExactlyElementsOf(pairs);
        assertThat(row(whole("email"))).contains("Marks 1 address", "that 4 other people use");
    }

    /// Who opted out and who is still contactable at this test's address, by pages of this length.
    private List<String> pairs(int limit) {
        List<String> pairs = new ArrayList<>();
        String cursor = "";
        do {
            Answer page = api.get("/reports/still-contactable?channel=email&limit=" + limit + cursor).send()
                    .expect(200);
            page.at("/items").valueStream().filter(item -> item.at("/address").asString().equals(mail)).forEach(
                    item -> pairs.add(item.at("/optedOutProfile").asString() + item.at("/profile").asString()));
            cursor = page.at("/nextCursor").isString() ? "&cursor=" + page.at("/nextCursor").asString() : "";
        } while (!cursor.isEmpty());
        return pairs;
    }

    private void share(String key) {
        api.put(path(key)).json(Map.of("addresses", Map.of("email", mail))).send().expect(201);
    }

    private Answer close(String channel, String reason) {
        return console.post(REPORT + "/close", Map.of("channel", channel, "optedOut", gone, "reason", reason));
    }

    private void optOut(String channel) {
        api.post(path(gone) + "/opt-outs").json(Map.of("channel", channel)).send().expect(200);
    }

    private String eligibility(String channel) {
        Answer answer = api.get(path(still) + "/eligibility?channel=" + channel).send().expect(200);
        return answer.at("/cause").isNull() ? answer.at("/decision").asString() : answer.at("/cause").asString();
    }

    private String delivery() {
        String id = api.post("/deliveries").json(Map.of("label", "To both", "channel", "email", "audience",
                Map.of("type", "profiles", "keys", List.of(gone, still)))).send().expect(201).at("/id").asString();
        prepare(id);
        return id;
    }

    private void prepare(String id) {
        api.post("/deliveries/" + id + "/analysis").send().expect(200);
    }

    private int targeted(String id) {
        return api.get("/deliveries/" + id + "/analysis").send().expect(200).at("/target").asInt();
    }

    /// All pages of the report: other tests leave their rows.
    private String whole(String channel) {
        StringBuilder pages = new StringBuilder();
        String next = REPORT + "?channel=" + channel;
        while (!next.isEmpty()) {
            String page = console.get(next).expect(200).text();
            pages.append(page);
            Matcher link = NEXT.matcher(page);
            next = link.find() ? link.group(1).replace("&amp;", "&") : "";
        }
        return pages.toString();
    }

    /// The row of this test's address or number.
    private String row(String report) {
        for (String row : report.split("<tr>", -1)) {
            if (row.contains(mail) || row.contains(number)) {
                return row;
            }
        }
        throw new AssertionError("not in the report");
    }

    private static String path(String key) {
        return "/profiles/" + Api.segment(key);
    }
}
