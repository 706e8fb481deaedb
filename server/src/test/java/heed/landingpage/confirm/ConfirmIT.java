package heed.landingpage.confirm;

import static org.assertj.core.api.Assertions.assertThat;

import heed.link.Link;
import heed.link.Links;
import heed.link.Purpose;
import heed.mail.Mailbox;
import heed.subscription.ServiceStore;
import heed.testing.Api;
import heed.testing.Browser;
import heed.testing.TestServer;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

class ConfirmIT {

    private static final Pattern CONFIRM = Pattern.compile("http://\\S+(/c/\\S+)");
    private static final Pattern FORM = Pattern.compile("name=\"form\" value=\"([A-Za-z0-9_-]+)\"");
    private static Mailbox box;

    private final Api api = TestServer.api();
    private final Browser browser = new Browser(TestServer.url());
    private final String key = TestServer.unique("confirm");
    private final String email = key + "@confirm.example";

    @BeforeAll
    static void open() {
        box = Mailbox.open();
    }

    @AfterAll
    static void close() {
        box.close();
    }

    @Test
    void aSubscriptionIsConfirmedByTheButtonBehindTheLinkInTheMailAndByNothingElse()
            throws MessagingException, IOException {
        person("fr");
        String service = service(Map.of("label", "La lettre", "doubleOptIn", true, "confirmation", "default"));
        JsonNode asked = subscribe(service);
        assertThat(asked.at("/state").asString()).isEqualTo("pending");

        MimeMessage request = only();
        String path = link(request);
        assertThat(request.getSubject()).isEqualTo("Merci de confirmer : La lettre");
        HttpResponse<String> page = browser.get(path);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("« La lettre »", "Oui, je confirme", "lang=\"fr\"").doesNotContain("??",
                email);
        assertThat(state(service)).isEqualTo("pending");

        assertThat(press(path).body()).contains("Vous êtes maintenant abonné(e) à : La lettre")
                .doesNotContain("??");
        assertThat(state(service)).isEqualTo("active");
        JsonNode entry = api.get("/profiles/" + key + "/history?limit=1").send().at("/items/0");
        assertThat(entry.at("/kind").asString()).isEqualTo("subscription_confirmed");
        assertThat(entry.at("/source").asString()).isEqualTo("landing_page");
        assertThat(entry.at("/evidence/request").asLong()).isEqualTo(asked.at("/seq").asLong());
        assertThat(entry.at("/evidence/message").asLong()).isPositive();
        assertThat(entry.at("/evidence/sha256").asString()).hasSize(64);
        assertThat(entry.at("/evidence/text").asString()).contains("Oui, je confirme");

        assertThat(press(path).body()).contains("déjà confirmé");
        assertThat(api.get("/profiles/" + key + "/history?limit=1").send().at("/items/0/seq"))
                .isEqualTo(entry.at("/seq"));
        List<MimeMessage> mails = box.received(email);
        assertThat(mails).hasSize(2);
        assertThat(mails.getLast().getSubject()).isEqualTo("Vous êtes abonné(e) : La lettre");
        assertThat(mails.getLast().getContent().toString()).contains("/u/");
    }

    @Test
    void aLinkThatIsOverOrWasNeverMadeGetsOneCalmPage() throws MessagingException, IOException {
        person("en");
        String service = service(Map.of("doubleOptIn", true));
        subscribe(service);
        String path = link(only());
        api.delete("/services/" + service + "/subscriptions/" + key).send().expect(200);

        HttpResponse<String> over = press(path);
        HttpResponse<String> altered = press(path.substring(0, path.length() - 1) + "A");
        HttpResponse<String> none = browser.get("/c/nothing");

        assertThat(List.of(over.statusCode(), altered.statusCode(), none.statusCode())).containsOnly(200);
        assertThat(over.body()).contains("This link can no longer be used").isEqualTo(altered.body())
                .isEqualTo(none.body());
        assertThat(state(service)).isEqualTo("ended");
    }

    /// Semantics §3: confirm acts only on the request its token was made for, within 7 days.
    @Test
    void aLinkThatIsTooLateRecordsNothingWhileAnotherRequestStillWaits() {
        int profile = person("en");
        String service = service(Map.of("doubleOptIn", true));
        long old = subscribe(service, 8);
        long young = subscribe(service, 3);
        int id = TestServer.bean(ServiceStore.class).find(service).orElseThrow().id();
        int entries = entries();

        for (int click = 0; click < 2; click++) {
            assertThat(press(confirm(profile, id, old)).body())
                    .contains("This link can no longer be used");
        }

        assertThat(entries()).isEqualTo(entries);
        assertThat(state(service)).isEqualTo("pending");
        assertThat(press(confirm(profile, id, young)).body()).contains("You are now subscribed");
        assertThat(entries()).isEqualTo(entries + 1);
    }

    /// Semantics §7: whoever percent-encodes a character of a token has no link.
    @Test
    void onlyTheExactSpellingOfALinkCounts() throws MessagingException, IOException {
        person("en");
        String service = service(Map.of("doubleOptIn", true));
        subscribe(service);
        String token = link(only()).substring("/c/".length());
        String over = api.as("").raw("GET", "/c/nothing").send().expect(200).text();

        for (String other : List.of("%%%02X".formatted((int) token.charAt(0)) + token.substring(1), token + ";x=y",
                token + "/", token + "%20", token + "/" + token)) {
            assertThat(api.as("").raw("GET", "/c/" + other).send().expect(200).text()).as(other).isEqualTo(over);
            assertThat(api.as("").raw("POST", "/c/" + other).body("", "application/x-www-form-urlencoded").send()
                    .expect(200).text()).as(other).isEqualTo(over);
        }
        for (String type : List.of("application/json", "text/plain", "multipart/form-data; boundary=b", "nonsense")) {
            assertThat(api.as("").raw("POST", "/c/" + token).body("x=y", type).send().expect(200).text()).as(type)
                    .contains("Yes, I confirm");
        }
        for (String body : List.of("", "a=b", "form=", "form=" + token)) {
            assertThat(api.as("").raw("POST", "/c/" + token).body(body, "application/x-www-form-urlencoded").send()
                    .expect(200).text()).as(body).contains("Yes, I confirm", "Stop everything");
        }

        assertThat(state(service)).isEqualTo("pending");
        assertThat(press("/c/" + token).body()).contains("You are now subscribed");
    }

    @Test
    void theLinkOfAMergedPersonAnswersForWhoeverItWasMergedInto() throws MessagingException, IOException {
        person("en");
        String service = service(Map.of("doubleOptIn", true));
        subscribe(service);
        String path = link(only());
        String other = TestServer.unique("confirm-other");
        api.put("/profiles/" + other).json(Map.of("addresses", Map.of("email", other + "@confirm.example"))).send()
                .expect(201);
        api.post("/profiles/" + key + "/merge").json(Map.of("into", other)).send().expect(200);

        assertThat(browser.get(path).statusCode()).isEqualTo(200);
        HttpResponse<String> answer = press(path);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("This link can no longer be used");
    }

    @Test
    void aServiceConfirmsTheFirstTimeInItsOwnWords() throws MessagingException, IOException {
        person("de-AT");
        String service = service(Map.of("label", "News & more", "confirmation", "custom", "confirmationText",
                Map.of("subscribe", Map.of("en", Map.of("subject", "no", "text", "no"), "de",
                        Map.of("subject", "Hallo {{profile.first}} {{unsubscribeUrl}}", "text",
                                "{{service}}: {{profile.first}}{{unknown}} {{#x}} {{unsubscribeUrl}}")))));

        subscribe(service);
        subscribe(service);
        MimeMessage first = only();
        assertThat(first.getSubject()).isEqualTo("Hallo <Ada>");
        assertThat(first.getContent().toString()).startsWith("News & more: <Ada>  http://").contains("/u/");

        unsubscribe(service);
        unsubscribe(service);
        subscribe(service);
        unsubscribe(service);
        List<MimeMessage> mails = box.received(email);
        assertThat(mails).hasSize(2);
        assertThat(mails.getLast().getSubject()).isEqualTo("Sie haben abbestellt: News & more");
    }

    @Test
    void nobodyIsAskedTwiceInARowAndNobodyHearsOfWhatChangedNothing() {
        person("en");
        String asks = service(Map.of("doubleOptIn", true));
        String quiet = service(Map.of("confirmation", "none"));
        String texts = service(Map.of("confirmation", "default", "channel", "sms"));

        subscribe(asks);
        subscribe(asks);
        subscribe(quiet);
        subscribe(texts);
        unsubscribe(service(Map.of("confirmation", "default")));

        assertThat(box.received(email)).hasSize(1);
        api.put("/profiles/" + key).json(Map.of("addresses", Map.of())).send().expect(200);
        subscribe(service(Map.of("doubleOptIn", true)));
        assertThat(box.received(email)).hasSize(1);
    }

    @Test
    void theRequestOfAPageIsAskedForInItsLanguageAndAnswersCalmlyWhenThereIsNone()
            throws MessagingException, IOException {
        int profile = person("en");
        // The address that was typed in is the second one: its owner is asked.
        api.put("/profiles/" + key).json(Map.of("addresses", Map.of("email", List.of("first-" + email, email)))).send()
                .expect(200);
        Confirmations confirmations = TestServer.bean(Confirmations.class);

        TestServer.bean(TransactionTemplate.class)
                .executeWithoutResult(_ -> confirmations.requestProfile(profile, 1_000_000_001, email, 987_654_321,
                        1_000_000, "es"));

        MimeMessage mail = only();
        assertThat(mail.getSubject()).isEqualTo("Confirme su dirección de correo");
        assertThat(browser.get(link(mail)).body()).contains("Your e-mail address was entered on a page of");
        assertThat(press(link(mail)).body()).contains("This link can no longer be used");
    }

    /// Looks at the page and presses its button, if there is one.
    private HttpResponse<String> press(String path) {
        Matcher form = FORM.matcher(browser.get(path).body());
        return browser.post(path, form.find() ? Map.of("form", form.group(1)) : Map.of());
    }

    private int person(String locale) {
        return api.put("/profiles/" + key)
                .json(Map.of("addresses", Map.of("email", email, "sms", "+33612345678"), "locale",
                        locale, "attributes", Map.of("first", "<Ada>")))
                .send().expect(201).at("/id").asInt();
    }

    private String service(Map<String, Object> more) {
        String name = TestServer.unique("confirm-service");
        Map<String, Object> body = new HashMap<>(Map.of("name", name, "channel", "email"));
        body.putAll(more);
        api.post("/services").json(body).send().expect(201);
        return name;
    }

    private JsonNode subscribe(String service) {
        return api.put("/services/" + service + "/subscriptions/" + key).json(Map.of()).send().expect(200).json();
    }

    private long subscribe(String service, int daysAgo) {
        return api.put("/services/" + service + "/subscriptions/" + key)
                .json(Map.of("at", Instant.now().minus(Duration.ofDays(daysAgo)).toString())).send().expect(200)
                .at("/seq").asLong();
    }

    private static String confirm(int profile, int service, long request) {
        return "/c/" + TestServer.bean(Links.class).token(new Link(Purpose.CONFIRM, profile, 0, 0, service, request));
    }

    private int entries() {
        return api.get("/profiles/" + key + "/history?limit=100").send().expect(200).at("/items").size();
    }

    private void unsubscribe(String service) {
        api.delete("/services/" + service + "/subscriptions/" + key).send().expect(200);
    }

    private String state(String service) {
        JsonNode all = api.get("/profiles/" + key).send().at("/subscriptions");
        return all.valueStream().filter(one -> one.at("/service").asString().equals(service)).findFirst().orElseThrow()
                .at("/state").asString();
    }

    private MimeMessage only() {
        List<MimeMessage> mails = box.received(email);
        assertThat(mails).hasSize(1);
        return mails.getFirst();
    }

    private static String link(MimeMessage mail) throws MessagingException, IOException {
        Matcher link = CONFIRM.matcher(mail.getContent().toString());
        assertThat(link.find()).isTrue();
        assertThat(URI.create(link.group()).getAuthority()).isEqualTo(TestServer.url().getAuthority());
        return link.group(1);
    }
}
