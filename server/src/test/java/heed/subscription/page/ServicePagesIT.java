package heed.subscription.page;

import static org.assertj.core.api.Assertions.assertThat;

import heed.operator.Role;
import heed.profile.page.UndoButton;
import heed.testing.Answer;
import heed.testing.Api;
import heed.testing.Console;
import heed.testing.TestServer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ServicePagesIT {

    private static final Pattern FIGURE = Pattern.compile("id=\"(active|soon|pending|expired|ended)\"[^>]*>([^<]*)<");
    private static final Pattern VERSION = Pattern.compile("name=\"version\" value=\"([^\"]*)\"");

    private final Api api = TestServer.api();
    private final Console console = Console.as(Role.MARKETER);
    /// Among the first of the list, whatever services other tests have made.
    private final String name = TestServer.unique("0-topic");
    private final String path = "/services/" + name;
    private final String key = TestServer.unique("reader");

    @Test
    void aServiceIsMadeEditedInWordsAndEachIsUndone() {
        Answer made = console.post("/services", Map.of("name", name, "label", "Weekly <b>news</b>", "channel", "email",
                "validity", "1", "unit", "Y", "doubleOptIn", "true", "confirmation", "default"));
        assertThat(made.expect(200).text())
                .contains("Weekly &lt;b&gt;news&lt;/b&gt;", "is made", "1 year", "Nobody has subscribed yet")
                .doesNotContain("??");
        assertThat(console.get("/services").expect(200).text()).contains(path, "1 year").doesNotContain("??");

        Map<String, String> fields = fields("Monthly", "custom");
        fields.put("subscribe.fr.subject", "Bienvenue");
        fields.put("subscribe.fr.text", "Bonjour");
        Answer edited = console.post(path + "/edit", fields);
        assertThat(edited.expect(200).text()).contains("Monthly", "Your words").doesNotContain("??");
        assertThat(api.get("/services/" + name).send().at("/confirmationText/subscribe/fr/subject").asString())
                .isEqualTo("Bienvenue");
        assertThat(console.get(path + "/edit").expect(200).text()).contains("value=\"Bienvenue\"", "Bonjour</textarea>")
                .doesNotContain("??");

        UndoButton.press(console, edited);
        assertThat(api.get("/services/" + name).send().at("/label").asString()).isEqualTo("Weekly <b>news</b>");
        UndoButton.press(console, made);
        api.get("/services/" + name).send().expect(404);
    }

    @Test
    void whatCannotBeTakenComesBackAsItWasTyped() {
        make(Map.of());
        Map<String, String> half = fields("Half", "custom");
        half.put("unsubscribe.de.text", "Auf Wiedersehen");

        assertThat(console.post(path + "/edit", half).expect(400).text()).contains("role=\"alert\"", "Auf Wiedersehen",
                "value=\"Half\"");
        assertThat(
                console.post(path + "/edit", Map.of("label", "Late", "unit", "Y", "version", "0")).expect(409).text())
                .contains("Somebody changed this service meanwhile", "value=\"Late\"");
        assertThat(console.post("/services", Map.of("name", name, "channel", "email", "unit", "Y")).expect(409).text())
                .contains("there is a service of this name already", "value=\"" + name + "\"");
        assertThat(console.post("/services", Map.of("name", name + "2", "channel", "email", "unit", "Y", "validity",
                "soon")).expect(400).text()).contains("value=\"soon\"");
    }

    @Test
    void aPersonIsSubscribedByAddressFoundUnsubscribedAndEachIsUndone() {
        make(Map.of("validity", "P20D"));
        api.put("/profiles/" + key).json(Map.of("addresses", Map.of("email", key + "@example.org"))).send().expect(201);

        Answer subscribed = console.post(path + "/subscriptions", Map.of("who", key + "@EXAMPLE.org", "wish",
                "subscribe", "reason", "asked by phone"));
        assertThat(subscribed.expect(200).text()).contains(key + " is subscribed to", "asked by phone")
                .doesNotContain("??");
        assertThat(figures(subscribed)).isEqualTo(Map.of("active", "1", "soon", "1", "pending", "0", "expired", "0",
                "ended", "0"));
        for (String filter : new String[]{"", "?state=active", "?soon=true", "?q=" + key,
                "?q=" + key + "%40example.org"}) {
            assertThat(console.get(path + "/subscribers" + filter).expect(200).text()).as(filter)
                    .contains("href=\"/profiles/" + key + "\"").doesNotContain("??", "Nobody fits");
        }
        assertThat(console.get(path + "/subscribers?state=ended").text()).contains("Nobody fits");
        assertThat(console.get(path + "/history").expect(200).text()).contains("Subscribed", key, "asked by phone")
                .doesNotContain("??");

        Answer unsubscribed = console.post("/profiles/" + key + "/subscriptions",
                Map.of("service", name, "wish", "unsubscribe", "reason", "moved away"));
        assertThat(unsubscribed.expect(200).text()).contains("no longer subscribed", path);
        assertThat(figures(console.get(path))).containsEntry("active", "0").containsEntry("ended", "1");
        UndoButton.press(console, unsubscribed).expect(200);
        assertThat(figures(console.get(path))).containsEntry("active", "1").containsEntry("ended", "0");
        assertThat(UndoButton.press(console, subscribed).expect(200).text()).contains("Nobody has subscribed yet");
    }

    @Test
    void subscribingLiftsNoOptOutAndSaysSo() {
        make(Map.of("doubleOptIn", true));
        api.post("/profiles/" + key + "/opt-outs?create=true").json(Map.of("channel", "email")).send().expect(200);

        assertThat(wish(Map.of("who", key, "wish", "subscribe", "reason", "asked")))
                .contains("waits for the confirmation");
        assertThat(wish(Map.of("who", key, "wish", "subscribe", "reason", "asked", "consent", "form 17")))
                .contains("is opted out of its channel");
        assertThat(api.get("/profiles/" + key + "/opt-outs").send().at("/channels/0").asString()).isEqualTo("email");
        assertThat(wish(Map.of("who", "nobody-at-all", "wish", "subscribe", "reason", "asked")))
                .contains("Nobody has this");
        assertThat(wish(Map.of("who", key, "wish", "subscribe", "reason", " "))).contains("A reason is missing");
    }

    @Test
    void aServiceIsDeletedWithItsCountAndAReason() {
        make(Map.of());
        subscribe("");

        assertThat(console.get(path + "/delete").expect(200).text()).contains("1 active subscription ends")
                .doesNotContain("??");
        assertThat(console.post(path + "/delete", Map.of("reason", "undo", "unused", "true")).text())
                .contains("Somebody has subscribed meanwhile");
        assertThat(console.post(path + "/delete", Map.of("reason", " ")).text()).contains("A reason is missing");
        assertThat(console.post(path + "/delete", Map.of("reason", "nobody writes it")).expect(200).text())
                .contains("is deleted; its subscriptions have ended").doesNotContain("??");
        console.get(path).expect(404);
    }

    @Test
    void theOddestNameHasItsPages() {
        String odd = "0/b%c;d?e#f+😀" + name;
        String page = "/services/" + Api.segment(odd);
        console.post("/services", Map.of("name", odd, "channel", "email", "unit", "Y")).expect(200);

        assertThat(console.get("/services").expect(200).text()).contains(page);
        for (String below : new String[]{"", "/subscribers", "/history", "/edit", "/delete"}) {
            assertThat(console.get(page + below).expect(200).text()).as(below).contains("😀").doesNotContain("??");
        }
    }

    @Test
    void whoOnlyLooksIsOfferedNothing() {
        make(Map.of());
        Console viewer = Console.as(Role.VIEWER);

        assertThat(viewer.get(path).expect(200).text()).doesNotContain("method=\"post\" autocomplete", "/edit\"",
                "/delete\"");
        viewer.post(path + "/subscriptions", Map.of("who", key, "wish", "subscribe", "reason", "x")).expect(403);
        viewer.post("/profiles/" + key + "/subscriptions", Map.of("service", name)).expect(403);
        Console.as(Role.PRIVACY).post(path + "/delete", Map.of("reason", "x")).expect(403);
    }

    private void make(Map<String, Object> more) {
        Map<String, Object> body = new HashMap<>(more);
        body.put("name", name);
        body.put("channel", "email");
        api.post("/services").json(body).send().expect(201);
    }

    private void subscribe(String suffix) {
        api.put("/profiles/" + key + suffix).json("{}").send().expect(201);
        api.put("/services/" + name + "/subscriptions/" + key + suffix)
                .json(Map.of("at", Instant.now().minus(Duration.ofDays(3)).toString())).send().expect(200);
    }

    private String wish(Map<String, String> fields) {
        return console.post(path + "/subscriptions", fields).expect(200).text();
    }

    private Map<String, String> fields(String label, String confirmation) {
        Matcher version = VERSION.matcher(console.get(path + "/edit").expect(200).text());
        assertThat(version.find()).isTrue();
        return new HashMap<>(Map.of("version", version.group(1), "label", label, "unit", "Y", "validity", "",
                "confirmation", confirmation));
    }

    private static Map<String, String> figures(Answer page) {
        Map<String, String> figures = new HashMap<>();
        FIGURE.matcher(page.text()).results().forEach(one -> figures.put(one.group(1), one.group(2)));
        return figures;
    }
}
