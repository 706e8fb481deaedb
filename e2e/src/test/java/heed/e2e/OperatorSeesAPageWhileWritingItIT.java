package heed.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import heed.e2e.stage.Journey;
import heed.e2e.stage.Stranger;
import heed.e2e.stage.Visitor;
import org.junit.jupiter.api.Test;

@Journey
class OperatorSeesAPageWhileWritingItIT {

    private static final int PHONE = 360;

    @Test
    void thePreviewFollowsTheWordsTheWidthAndTheLanguageAndNothingIsSaved(Visitor operator,
            @Stranger Visitor recipient) {
        operator.open("/landing-pages/1");
        FrameLocator preview = operator.page().frameLocator("iframe[name=preview]");
        assertThat(preview.locator("h1")).hasText("Your preferences");

        operator.page().locator("[name='title.en']").fill("Words of my own");
        assertThat(preview.locator("h1")).hasText("Words of my own");
        Locator frame = operator.page().locator("iframe[name=preview]");
        assertThat(frame.boundingBox().width).isEqualTo(PHONE);
        operator.radio("Desktop").check();
        assertThat(frame.boundingBox().width).isGreaterThan(PHONE);
        operator.choose("Language", "French");
        assertThat(preview.locator("h1")).hasText("Vos préférences");

        recipient.open("/page/preferences");
        assertThat(recipient.heading()).hasText("Your preferences");
        operator.open("/landing-pages/1");
        assertThat(operator.page().locator("[name='title.en']")).hasValue("Your preferences");
    }
}
