package heed.landingpage.visit;

import static org.assertj.core.api.Assertions.assertThat;

import heed.landingpage.PageKind;
import heed.testing.PublicPage;
import heed.testing.TestServer;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// `{{service}}` in a sentence: a choice only where it is the whole of it.
class ServiceInSentenceIT {

    private final SamplePerson ada = SamplePerson.of("sentence");
    private final String news = TestServer.unique("sentence-news");
    private final int id = SamplePerson.service(news, false);

    @Test
    void besideBoxesAClearedBoxUnsubscribesThoughTheServiceIsNamedToo() {
        SamplePage page = page(PageKind.PREFERENCES, "About {{service}}: {{switches}} {{services}} {{submit}}");
        ada.subscribe(news);

        PublicPage.at(page.linkOf(ada.id(), 0)).clear("service", Integer.toString(id)).send();

        assertThat(ada.state(news)).isEqualTo("ended");
    }

    @Test
    void onPreferencesWhoAsksForNoTextMessagesIsSubscribedToNothing() {
        for (String body : new String[]{"About {{service}}: {{switches}} {{submit}}",
                "About {{service}}: {{switches}} {{services}} {{submit}}"}) {
            SamplePage page = page(PageKind.PREFERENCES, body);

            PublicPage done = PublicPage.at(page.linkOf(ada.id(), 0)).tick("wanted", "sms").send();

            assertThat(done.text()).contains("About <strong class=\"service\">The " + news + "</strong>:");
            assertThat(ada.switches()).containsExactly("sms");
            assertThat(ada.state(news)).isEqualTo("none");
        }
    }

    @Test
    void besideBoxesOfAPageToSubscribeNothingIsChosenThatIsNotTicked() {
        SamplePage page = page(PageKind.SUBSCRIPTION, "{{service}} and more: {{services}} {{submit}}");
        SamplePage leaving = page(PageKind.UNSUBSCRIPTION, "{{service}} and more: {{services}} {{submit}}");

        PublicPage.at(page.linkOf(ada.id(), 0)).send();
        assertThat(ada.state(news)).isEqualTo("none");

        ada.subscribe(news);
        PublicPage.at(leaving.linkOf(ada.id(), 0)).send();
        assertThat(ada.state(news)).isEqualTo("active");
    }

    @Test
    void aloneOnAPageItIsTheChoice() {
        SamplePage page = page(PageKind.SUBSCRIPTION, "Get {{service}}. {{submit}}");
        SamplePage leaving = page(PageKind.UNSUBSCRIPTION, "Leave {{service}}. {{submit}}");

        PublicPage.at(page.linkOf(ada.id(), 0)).send();
        assertThat(ada.state(news)).isEqualTo("active");

        PublicPage.at(leaving.linkOf(ada.id(), 0)).send();
        assertThat(ada.state(news)).isEqualTo("ended");
    }

    private SamplePage page(PageKind kind, String body) {
        return SamplePage.of(kind, body, id, Map.of());
    }
}
