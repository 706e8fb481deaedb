package heed.landingpage.visit;

import static org.assertj.core.api.Assertions.assertThat;

import heed.landingpage.PageKind;
import heed.operator.Role;
import heed.testing.Answer;
import heed.testing.Console;
import heed.testing.PublicPage;
import heed.testing.TestServer;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Links of one's own to a page: in a delivery, by API and in the console.
class PersonLinkIT {

    private final SamplePerson ada = SamplePerson.of("linked");
    private final String news = TestServer.unique("linked-news");

    /// E7.1: the proof of a choice names the delivery.
    @Test
    void aLinkWithServiceAndDeliveryOpensThePageForThatServiceAndTheProofHasTheDelivery() {
        SamplePerson.service(news, false);
        SamplePage page = SamplePage.of(PageKind.SUBSCRIPTION, "Get {{service}} {{submit}}");

        Answer link = TestServer.api().get("/landing-pages/" + page.name() + "/links/" + ada.key()
                + "?delivery=4711&service=" + news).send().expect(200);
        PublicPage shown = PublicPage.at(URI.create(link.at("/url").asString()).getPath());
        shown.send();

        assertThat(link.at("/open").asBoolean()).isTrue();
        assertThat(shown.text()).contains("The " + news);
        assertThat(ada.state(news)).isEqualTo("active");
        assertThat(ada.history().getFirst().at("/evidence/delivery").asString()).isEqualTo("4711");
    }

    @Test
    void nobodyHasALinkToWhatThereIsNot() {
        SamplePage page = SamplePage.of(PageKind.SUBSCRIPTION, "Get {{service}} {{submit}}");

        TestServer.api().get("/landing-pages/none/links/" + ada.key()).send().expect(404);
        TestServer.api().get("/landing-pages/" + page.name() + "/links/none").send().expect(404);
        TestServer.api().get("/landing-pages/" + page.name() + "/links/" + ada.key() + "?service=none").send()
                .expect(404);
        TestServer.api().get("/landing-pages/" + page.name() + "/links/" + ada.key() + "?delivery=-1").send()
                .expect(400);
    }

    @Test
    void theTargetOfADeliveryLeadsToThePageOfPreferencesThatIsOpen() {
        SamplePage.of(PageKind.PREFERENCES, "{{switches}} {{submit}}");
        String delivery = TestServer.api().post("/deliveries").json(Map.of("label", "Links", "channel", "email",
                "audience", Map.of("type", "profiles", "keys", new String[]{ada.key()}))).send().expect(201).at("/id")
                .asString();
        TestServer.api().post("/deliveries/" + delivery + "/analysis").send().expect(200);

        String url = TestServer.api().get("/deliveries/" + delivery + "/target").send().expect(200)
                .at("/preferencesUrl").asString();

        assertThat(url).startsWith(TestServer.url() + "/p/");
        PublicPage page = PublicPage.at(URI.create(url).getPath());
        assertThat(page.answer().status()).isEqualTo(200);
        assertThat(page.text()).doesNotContain("There is no such page now");
    }

    @Test
    void theConsoleShowsAPersonsLinkToThePageAndThePagesOfAService() {
        int service = SamplePerson.service(news, false);
        SamplePage page = SamplePage.of(PageKind.SUBSCRIPTION, "Get {{service}} {{submit}}", service, Map.of());
        Console console = Console.as(Role.MARKETER);
        String path = "/landing-pages/" + page.id();

        assertThat(console.post(path + "/link", Map.of("person", ada.key())).expect(200).text())
                .contains(TestServer.url() + "/p/").doesNotContain("??");
        assertThat(console.post(path + "/link", Map.of("person", "none")).expect(200).text())
                .contains("There is no profile with this key").doesNotContain(TestServer.url() + "/p/");
        assertThat(Console.as(Role.VIEWER).post(path + "/link", Map.of("person", ada.key())).status()).isEqualTo(403);
        assertThat(console.get("/services/" + news).expect(200).text()).contains("href=\"" + path + "\"", "A page");
    }
}
