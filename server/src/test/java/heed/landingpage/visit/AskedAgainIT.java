package heed.landingpage.visit;

import static org.assertj.core.api.Assertions.assertThat;

import heed.landingpage.PageKind;
import heed.testing.PublicPage;
import heed.testing.TestServer;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Who takes a request to confirm back, or leaves, and asks once more: the link of before leads nowhere.
class AskedAgainIT {

    private static final int DAYS_LIMIT = 3;

    private final SamplePerson ada = SamplePerson.of("asked");
    private final String news = TestServer.unique("asked-news");
    private final SamplePage page = SamplePage.of(PageKind.SUBSCRIPTION, "Get {{service}}. {{submit}}",
            SamplePerson.service(news, true), Map.of());

    @Test
    void whoTookItBackIsMailedAgain() {
        ask().undo();
        String dead = StrangerIT.link(ada.email());

        assertThat(ask().said()).contains("follow the link in the message");

        assertThat(StrangerIT.mails(ada.email())).isEqualTo(2);
        StrangerIT.press(dead);
        assertThat(ada.state(news)).isEqualTo("pending");
        StrangerIT.press(StrangerIT.link(ada.email()));
        assertThat(ada.state(news)).isEqualTo("active");
    }

    @Test
    void whoLeftIsMailedAgain() {
        ask();
        TestServer.api().delete("/services/" + news + "/subscriptions/" + ada.key()).send().expect(200);

        assertThat(ask().said()).contains("follow the link in the message");

        StrangerIT.press(StrangerIT.link(ada.email()));
        assertThat(ada.state(news)).isEqualTo("active");
    }

    @Test
    void whileOneWaitsNoOtherIsMailed() {
        ask();

        assertThat(ask().said()).contains("follow the link in the message");

        assertThat(StrangerIT.mails(ada.email())).isEqualTo(1);
    }

    @Test
    void nobodyIsMailedMoreOftenThanTheDaysLimitAndThenThePageSaysSo() {
        for (int round = 0; round < DAYS_LIMIT; round++) {
            ask().undo();
        }

        for (int more = 0; more < 2; more++) {
            assertThat(ask().said()).contains("no message with a link to confirm it can be sent to you: The " + news)
                    .doesNotContain("follow the link");
        }

        assertThat(StrangerIT.mails(ada.email())).isEqualTo(DAYS_LIMIT);
        assertThat(ada.state(news)).isEqualTo("pending");
    }

    private PublicPage ask() {
        return PublicPage.at(page.linkOf(ada.id(), 0)).send();
    }
}
