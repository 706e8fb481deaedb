package heed.landingpage.editor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import heed.landingpage.LandingPageStore;
import heed.landingpage.OfferedServices;
import heed.landingpage.PageKind;
import heed.operator.Role;
import heed.subscription.ServiceDefinition;
import heed.testing.Api;
import heed.testing.Console;
import heed.testing.TestServer;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A page offers all that it is to offer, or cannot be published: nothing is left out in silence.
class PageWeightIT {

    private final Api api = TestServer.api();
    private final Console console = Console.as(Role.MARKETER);
    private final String name = TestServer.unique("weight");
    private final String first = service();
    private final String second = service();
    private final LandingPage page = make();

    @Test
    void aPageOffersEveryServiceOrThoseThatItsEditorNamesInThatOrder() {
        assertThat(publish(Map.of("offers", second + "\n" + first + "\n\n" + second))).contains("is open to visitors");

        String shown = shown();
        assertThat(shown).containsSubsequence("The " + second, "The " + first);
        assertThat(shown.split("name=\"service\"", -1)).hasSize(3);

        assertThat(TestServer.bean(OfferedServices.class)
                .of(page.draft().version(page.id(), 0, name, page.kind(), page.updatedAt())))
                .as("without names: all there are, however many").extracting(ServiceDefinition::name)
                .contains(first, second).hasSize(api.get("/services?limit=1000").send().at("/items").size());
    }

    @Test
    void aServiceThatIsNotThereIsToldAndNothingIsPublished() {
        assertThat(publish(Map.of("offers", first + "\nno-such-service"))).contains("not published",
                "There is no service no-such-service");

        assertThat(TestServer.bean(LandingPageStore.class).published(name)).isEmpty();
    }

    @Test
    void aPageOverThirtyKilobytesIsNotPublishedAndTheEditorSaysHowHeavyItWouldBe() {
        String heavy = publish(
                Map.of("offers", first, "body.fr", "{{switches}} {{stop_everything}} {{submit}} {{email}} "
                        + "é".repeat(15_000)));

        assertThat(heavy).contains("not published", "fr: the page would weigh", "30 KB is the most")
                .doesNotContain("en: the page would weigh");
        assertThat(TestServer.bean(LandingPageStore.class).published(name)).isEmpty();
    }

    @Test
    void whatIsWeighedIsNotLessThanWhatAVisitorLoads() {
        publish(Map.of("offers", first + "\n" + second));

        long weighed = TestServer.bean(PageWeight.class).of(TestServer.bean(LandingPageStore.class).published(name)
                .orElseThrow(), "en");
        long loaded = 0;
        for (String part : List.of("/page/" + name, "/assets/public.css", "/assets/brand.css")) {
            loaded += api.as("").raw("GET", part).send().expect(200).text().getBytes(UTF_8).length + 300;
        }

        assertThat(weighed).isBetween(loaded, loaded + 4_000);
    }

    private String service() {
        String letter = TestServer.unique("heavy");
        api.post("/services").json(Map.of("name", letter, "label", "The " + letter, "channel", "email")).send()
                .expect(201);
        return letter;
    }

    private LandingPage make() {
        console.post("/landing-pages", Map.of("kind", PageKind.PREFERENCES.code(), "label", name, "name", name))
                .expect(200);
        return TestServer.bean(DraftStore.class).list("", 1000).stream().filter(one -> one.name().equals(name))
                .findFirst().orElseThrow();
    }

    private String publish(Map<String, String> typed) {
        Map<String, String> all = new HashMap<>(EditForm.of(page, ZoneOffset.UTC).typed());
        all.put("strangers", "true");
        all.putAll(typed);
        return console.post("/landing-pages/" + page.id() + "/publish", all).expect(200).text();
    }

    private String shown() {
        return api.as("").raw("GET", "/page/" + name + "?lang=en").send().expect(200).text();
    }
}
