package heed.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import heed.e2e.stage.Journey;
import heed.e2e.stage.Stage;
import heed.e2e.stage.Stranger;
import heed.e2e.stage.Visitor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// Walks docs/tutorial/README.md as it is written, and takes its pictures again with `-Dheed.tutorial=write`.
@Journey
class TutorialIT {

    private static final Path TUTORIAL = Path.of("..", "docs", "tutorial");

    private static final boolean WRITE = "write".equals(System.getProperty("heed.tutorial"));

    /// Somebody of `heed demo` whom nothing excludes, by e-mail or SMS.
    private static final String PERSON = "c000042";

    @Test
    void theTutorialWorksAsItIsWritten(@Stranger Visitor operator, Stage stage) throws IOException {
        operator.open("/login");
        picture(operator, "1-sign-in");
        operator.signIn(stage.name(), stage.password());
        assertThat(operator.heading()).hasText("Overview");
        picture(operator, "2-overview");

        findAndOptOut(operator);
        prepareAndAskWhy(operator, stage);
        tryWhatIf(operator);
        releaseAndUndo(operator);
    }

    private static void findAndOptOut(Visitor operator) throws IOException {
        operator.menu("Profiles").click();
        operator.fill("Key or address, or how it begins", PERSON.substring(0, PERSON.length() - 1));
        operator.press("Search");
        assertThat(operator.link(PERSON)).isVisible();
        picture(operator, "3-find");

        operator.follow(PERSON);
        operator.box("SMS").check();
        operator.fill("Reason", "asked on the phone, ticket 4711");
        operator.press("Save choices");
        assertThat(operator.flash()).containsText("No longer contact: SMS.");
        picture(operator, "4-opted-out");
    }

    private static void prepareAndAskWhy(Visitor operator, Stage stage) throws IOException {
        operator.menu("Deliveries").click();
        operator.follow("New delivery");
        operator.fill("Label", "Autumn by SMS");
        operator.choose("Channel", "SMS");
        operator.press("Make the delivery");
        operator.press("Prepare");
        assertThat(operator.figure("Target")).not().hasText("0");
        picture(operator, "5-waterfall");

        operator.follow("Exclusion log");
        operator.fill("Key or address begins with", PERSON);
        operator.press("Filter");
        operator.follow("Why? " + PERSON);
        assertThat(operator.row("Opted out of the channel")).containsText("decides");
        picture(operator, "6-why");
        assertThat(stage.api().decision(PERSON, "sms")).isEqualTo("opted_out");
        assertThat(stage.api().decision(PERSON, "email")).isEqualTo("targeted");
    }

    private static void tryWhatIf(Visitor operator) throws IOException {
        operator.menu("Deliveries").click();
        operator.follow("Autumn by SMS");
        operator.follow("What if");
        var rule = operator.page().getByRole(AriaRole.SWITCH,
                new Page.GetByRoleOptions().setName("Opted out of the channel (Variant B)"));
        String before = operator.figure("B against A").innerText();
        rule.click();
        assertThat(operator.figure("B against A")).not().hasText(before);
        picture(operator, "7-what-if");
    }

    private static void releaseAndUndo(Visitor operator) throws IOException {
        operator.menu("Quarantine").click();
        operator.follow("Release many");
        operator.choose("Channel", "E-mail");
        operator.choose("Why", "Unreachable");
        operator.press("Count");
        operator.fill("Reason", "their servers were down on Monday");
        picture(operator, "8-release");

        operator.page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Release")).click();
        assertThat(operator.flash()).containsText("released.");
        picture(operator, "9-released");
        operator.flash().getByRole(AriaRole.BUTTON).click();
        assertThat(operator.flash()).containsText("is undone");
    }

    /// What the window shows; the tutorial has a place for it.
    private static void picture(Visitor operator, String name) throws IOException {
        Path file = TUTORIAL.resolve(name + ".png");
        if (WRITE) {
            operator.page().screenshot(new Page.ScreenshotOptions().setPath(file));
        }
        assertThat(file).isNotEmptyFile();
        assertThat(Files.readString(TUTORIAL.resolve("README.md"))).contains("](" + name + ".png)");
    }
}
