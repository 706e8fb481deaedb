package heed.landingpage.oneclick;

import static org.assertj.core.api.Assertions.assertThat;

import heed.link.Link;
import heed.link.Links;
import heed.link.Purpose;
import heed.testing.Answer;
import heed.testing.Api;
import heed.testing.Call;
import heed.testing.TestServer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The links in messages, as mailbox providers, people and link scanners use them (RFC 8058).
class OneClickIT {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String ONE_CLICK = "List-Unsubscribe=One-Click";

    private final Api api = TestServer.api();

    /// U8, U10 and defect 1: a link scanner looks, and nobody is unsubscribed.
    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "OPTIONS", "PUT", "DELETE", "PATCH"})
    void lookingChangesNothing(String method) {
        Sent sent = Sent.message(Map.of());
        String before = sent.state();

        sent.ask(method).send();
        sent.ask(method).header("Sec-Purpose", "prefetch;prerender").header("Purpose", "prefetch").send();
        sent.ask(method, "?List-Unsubscribe=One-Click&choice=everything").send();
        if (!method.equals("GET") && !method.equals("HEAD")) {
            sent.ask(method).body(ONE_CLICK, FORM).send();
        }

        assertThat(sent.state()).isEqualTo(before);
    }

    @Test
    void thePageSaysWhatItsButtonsDoAndNeedsNothingButThem() {
        Answer page = Sent.message(Map.of()).ask("GET").send().expect(200);

        assertThat(page.text()).contains("No more messages by e-mail", "Stop everything", "Nothing has been changed")
                .doesNotContain("<script", "??", "@example.org", "_csrf");
        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.header("Set-Cookie")).isNull();
        assertThat(page.header("Cache-Control")).contains("no-store");
        assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(page.header("X-Robots-Tag")).contains("noindex");
        assertThat(page.header("Content-Security-Policy")).contains("default-src 'none'").doesNotContain("script-src");
    }

    /// U5, U6, U7, U9, U11, defect 2.
    @Test
    void oneClickOptsOutOfTheChannelAsOftenAsItIsAsked() {
        Sent sent = Sent.message(Map.of());

        Answer answer = sent.ask("POST").body(ONE_CLICK, FORM).header("Origin", "https://evil.example")
                .header("Cookie", "JSESSIONID=x").header("Referer", "https://evil.example/").send().expect(200);

        assertThat(answer.header("Set-Cookie")).isNull();
        assertThat(sent.cause("")).isEqualTo("opted_out");
        assertThat(sent.newest().path("source").asString()).isEqualTo("one_click");
        assertThat(sent.newest().path("actor").asString()).isEqualTo("recipient");
        assertThat(sent.newest().at("/evidence/delivery").asString()).isEqualTo(sent.delivery());
        String since = since(sent);
        assertThat(sent.oneClick().expect(200).text()).isEqualTo(answer.text());
        assertThat(since(sent)).isEqualTo(since);
    }

    @Test
    void aMultipartBodyCountsAsWell() {
        Sent sent = Sent.message(Map.of());

        sent.ask("POST")
                .body("--b\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--b--\r\n",
                        "multipart/form-data; boundary=b")
                .send().expect(200);

        assertThat(sent.cause("")).isEqualTo("opted_out");
    }

    @ParameterizedTest
    @CsvSource({"text/plain,List-Unsubscribe=One-Click", "application/json,List-Unsubscribe=One-Click",
            "application/x-www-form-urlencoded,List-Unsubscribe=Two-Clicks",
            "application/x-www-form-urlencoded,choice=nothing-known",
            "application/x-www-form-urlencoded,choice=service-999999999", "application/x-www-form-urlencoded,''"})
    void aPostThatSaysNothingIsALook(String type, String body) {
        Sent sent = Sent.message(Map.of());
        String before = sent.state();

        assertThat(sent.ask("POST").body(body, type).send().expect(200).text()).contains("Nothing has been changed");

        assertThat(sent.state()).isEqualTo(before);
    }

    @Test
    void forAServiceTheSubscriptionEndsAndTheChannelStaysOpen() {
        String service = Sent.service();
        Sent sent = Sent.newsletter(service);

        assertThat(sent.ask("GET").send().expect(200).text()).contains("Unsubscribe from “Label of " + service,
                "No more messages by e-mail", "Stop everything");
        sent.oneClick().expect(200);

        assertThat(sent.cause(service)).isEqualTo("not_subscribed");
        assertThat(sent.cause("")).isEqualTo("none");
        assertThat(sent.newest().path("source").asString()).isEqualTo("one_click");
        assertThat(sent.ask("GET").send().expect(200).text()).contains("You are not subscribed");
    }

    /// Defect 3: the page speaks from what changed. E7.1: the words are kept.
    @Test
    void aButtonSaysExactlyWhatChangedAndOffersUndo() {
        Sent sent = Sent.message(Map.of());

        Answer done = sent.press("everything").expect(200);

        assertThat(done.text()).contains("You get no more messages from us, on any channel.", "action=\"/undo/",
                "Undo");
        assertThat(sent.cause("")).isEqualTo("opted_out_all");
        assertThat(sent.newest().path("source").asString()).isEqualTo("landing_page");
        assertThat(sent.newest().at("/evidence/delivery").asString()).isEqualTo(sent.delivery());
        assertThat(sent.newest().at("/evidence/sha256").asString()).hasSize(64);
        assertThat(sent.newest().at("/evidence/text").asString()).contains("No more messages by e-mail",
                "[Stop everything]");

        assertThat(sent.press("everything").expect(200).text()).contains("Nothing had to be changed")
                .doesNotContain("/undo/");
    }

    @Test
    void thePageOffersTheNarrowerChoiceToo() {
        String service = Sent.service();
        Sent sent = Sent.message(Map.of());
        api.put("/services/" + service + "/subscriptions/" + sent.key()).json("{}").send().expect(200);
        String page = sent.ask("GET").send().expect(200).text();
        String choice = page.replaceAll("(?s).*value=\"(service-[0-9]+)\".*", "$1");

        sent.press(choice).expect(200);

        assertThat(sent.cause(service)).isEqualTo("not_subscribed");
        assertThat(sent.cause("")).isEqualTo("none");
    }

    /// U9: the same page whoever asks, the same answer to a provider whether the link is one or not.
    @Test
    void aLinkThatWasNeverMadeTellsNothing() {
        Sent sent = Sent.message(Map.of());
        String before = sent.state();
        Links links = TestServer.bean(Links.class);
        List<String> bad = List.of("", "x", sent.token().substring(1), sent.token() + "A", sent.token() + ";x",
                sent.token() + "/", "%41" + sent.token().substring(1), "a/b/c",
                links.token(new Link(Purpose.PAGE, 1, 1, 1, 0, 0)),
                links.token(Link.unsubscribe(Integer.MAX_VALUE, 1, 0, 1)));

        List<String> pages = bad.stream().map(token -> stranger("GET", token).send().expect(200).text()).distinct()
                .toList();
        List<String> answers = Stream.concat(bad.stream(), Stream.of(Sent.message(Map.of()).token()))
                .map(token -> stranger("POST", token).body(ONE_CLICK, FORM).send().expect(200).text()).distinct()
                .toList();
        bad.forEach(token -> stranger("POST", token).body("choice=everything", FORM).send().expect(200));

        assertThat(pages).singleElement().asString().contains("This link does not work");
        assertThat(answers).singleElement().asString().contains("The request has arrived");
        assertThat(sent.state()).isEqualTo(before);
    }

    @Test
    void theLinkOfAMergedProfileReachesTheOneItWasMergedInto() {
        Sent sent = Sent.message(Map.of());
        Sent other = Sent.message(Map.of());
        api.post("/profiles/" + sent.key() + "/merge").json(Map.of("into", other.key())).send().expect(200);

        sent.oneClick().expect(200);

        assertThat(other.cause("")).isEqualTo("opted_out");
    }

    @Test
    void theLinkOfADeletedProfileAndDeliveryStillRecordsTheWish() {
        Sent sent = Sent.message(Map.of());
        api.delete("/deliveries/" + sent.delivery()).send().expect(204);
        api.delete("/profiles/" + sent.key()).send().expect(204);

        sent.oneClick().expect(200);

        assertThat(sent.newest().path("source").asString()).isEqualTo("one_click");
        assertThat(sent.state()).startsWith("false [\"email\"]");
    }

    /// Semantics §3: deleting a service makes nobody contactable, and its links still answer.
    @Test
    void theLinkOfADeletedServiceStillRecordsTheWish() {
        String service = Sent.service();
        Sent sent = Sent.newsletter(service);
        api.delete("/services/" + service).send().expect(204);

        assertThat(sent.ask("GET").send().expect(200).text()).contains("Label of " + service);
        sent.oneClick().expect(200);

        assertThat(sent.newest().path("kind").asString()).isEqualTo("unsubscribed");
        assertThat(sent.newest().path("source").asString()).isEqualTo("one_click");
    }

    @Test
    void thePageSpeaksThePersonsLanguage() {
        Sent french = Sent.message(Map.of("locale", "fr-CA"));
        Sent nobody = Sent.message(Map.of());

        assertThat(french.ask("GET").header("Accept-Language", "de").send().text()).contains("lang=\"fr\"",
                "Tout arrêter");
        assertThat(french.ask("GET", "?lang=es").send().text()).contains("lang=\"es\"", "Parar todo");
        assertThat(nobody.ask("GET").header("Accept-Language", "de-CH,en;q=0.5").send().text())
                .contains("Alles beenden");
        assertThat(nobody.ask("GET").header("Accept-Language", "ja").send().text()).contains("Stop everything");
    }

    @Test
    void manyScannersAndProvidersAtOnceDoNoHarm() {
        Sent looked = Sent.message(Map.of());
        Sent asked = Sent.message(Map.of());
        String before = looked.state();

        List<CompletableFuture<Answer>> answers = Stream.iterate(0, n -> n + 1).limit(50)
                .map(n -> CompletableFuture.supplyAsync(() -> n % 2 == 0 ? looked.ask("GET").send() : asked.oneClick(),
                        Thread::startVirtualThread))
                .toList();

        assertThat(answers).allSatisfy(answer -> assertThat(answer.join().status()).isEqualTo(200));
        assertThat(looked.state()).isEqualTo(before);
        assertThat(asked.cause("")).isEqualTo("opted_out");
    }

    /// U1, U2, L1.
    @Test
    void theTargetCarriesTheValuesOfTheHeaders() {
        Sent sent = Sent.message(Map.of());
        String url = sent.line().path("unsubscribeUrl").asString();

        assertThat(url).startsWith(TestServer.url() + "/u/");
        assertThat(sent.token()).hasSizeLessThan(60);
        assertThat(sent.line().path("listUnsubscribe").asString()).isEqualTo("<" + url + ">");
        assertThat(sent.line().path("listUnsubscribePost").asString()).isEqualTo(ONE_CLICK);
        assertThat(api.get("/deliveries/" + sent.delivery() + "/target").accept("text/csv").send().text())
                .startsWith("profile,address\r\n").doesNotContain("/u/");
        assertThat(api.post("/deliveries/" + sent.delivery() + "/hand-off").send().expect(200).text()).contains(url);
    }

    private String since(Sent sent) {
        return api.get("/profiles/" + sent.key() + "/opt-outs").send().at("/switches/0/since").asString();
    }

    private Call stranger(String method, String token) {
        return api.as("").raw(method, "/u/" + token);
    }
}
