package heed.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import heed.e2e.stage.Api;
import heed.e2e.stage.Journey;
import heed.e2e.stage.Reading;
import heed.e2e.stage.Stage;
import heed.e2e.stage.Stranger;
import heed.e2e.stage.Visitor;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The link in a message: in the hands of its recipient, and of whoever else comes by it.
@Journey
class RecipientStopsByTheLinkOfAMessageIT {

    private static final long MOST_BYTES = 30_000;

    @Test
    void everyLinkHoldsAgainstScannersReplaysAndForgeries(Stage stage) {
        Stage.Ran ran = stage.heed("selftest", stage.url().toString());

        assertThat(ran.printed()).doesNotContain("FAIL").contains("ok    U5 one-click as multipart/form-data opts out",
                "ok    U7 one-click from a foreign origin, with foreign cookies, opts out",
                "ok    U8 GET shows the page and changes nothing", "ok    U10 50 link scanners at once change nothing",
                "ok    U9 the same one-click 100 times is answered alike and counts once",
                "ok    U9 altered links are all answered alike and change nothing", "checks, 0 failed");
        assertThat(ran.code()).isZero();
    }

    /// E7.3: one step from the message, and one to take it back.
    @Test
    void withoutScriptOneButtonStopsAndOneTakesItBack(Stage stage, Api api) {
        String person = stage.unique("recipient");
        String link = link(api, person);
        try (Visitor recipient = stage.withoutScript()) {
            recipient.open(link);
            assertThat(recipient.heading()).hasText("No more messages by e-mail");
            assertThat(api.decision(person, "email")).isEqualTo("targeted");

            recipient.press("No more messages by e-mail");
            assertThat(recipient.text("You get no more messages by e-mail from us.")).isVisible();
            assertThat(api.decision(person, "email")).isEqualTo("opted_out");

            recipient.press("Undo");
            assertThat(recipient.heading()).isVisible();
            assertThat(api.decision(person, "email")).isEqualTo("targeted");

            recipient.open(link).press("Stop everything");
            assertThat(recipient.text("You get no more messages from us, on any channel.")).isVisible();
            assertThat(api.decision(person, "email")).isEqualTo("opted_out_all");
        }
    }

    @Test
    void itsPagesAreSmallAndReadableByEverybodyEverywhere(@Stranger Visitor recipient, Stage stage, Api api) {
        String link = link(api, stage.unique("reader"));
        Page page = recipient.page();
        page.setViewportSize(360, 740);
        recipient.open(link);
        assertThat(Reading.bytes(page)).isBetween(1L, MOST_BYTES);
        readable(recipient, "one-click");
        recipient.open("/u/nobodys");
        readable(recipient, "one-click-bad");
        recipient.open(link).press("Stop everything");
        readable(recipient, "one-click-done");
    }

    private static void readable(Visitor recipient, String picture) {
        Page page = recipient.page();
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        assertThat(Reading.problems(page)).isEmpty();
        recipient.picture(Path.of("target", "screenshots", picture + "-360-light.png"));
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        assertThat(Reading.problemsOfLook(page)).isEmpty();
        recipient.picture(Path.of("target", "screenshots", picture + "-360-dark.png"));
    }

    /// Of a message to a new person.
    private static String link(Api api, String person) {
        api.person(person, Map.of("email", person + "@example.org"));
        String delivery = api.prepared("to " + person, "email", person);
        return api.get("/deliveries/" + delivery + "/target").path("unsubscribeUrl").asString();
    }
}
