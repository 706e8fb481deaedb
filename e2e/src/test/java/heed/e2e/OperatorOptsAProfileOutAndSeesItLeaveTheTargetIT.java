package heed.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import heed.e2e.stage.Api;
import heed.e2e.stage.Journey;
import heed.e2e.stage.Stage;
import heed.e2e.stage.Visitor;
import java.util.Map;
import org.junit.jupiter.api.Test;

@Journey
class OperatorOptsAProfileOutAndSeesItLeaveTheTargetIT {

    @Test
    void whoIsOptedOutBySmsOnlyLeavesTheTargetOfSmsAndTheWaterfallSaysWhy(Visitor operator, Api api, Stage stage) {
        String leaver = person(api, stage, "leaver");
        String stayer = person(api, stage, "stayer");

        operator.open("/profiles");
        operator.fill("Key or address, or how it begins", leaver);
        operator.press("Search");
        operator.follow(leaver);
        operator.box("SMS").check();
        operator.fill("Reason", "asked on the phone");
        operator.press("Save choices");
        assertThat(operator.flash()).containsText("No longer contact: SMS.");
        assertThat(api.decision(leaver, "sms")).isEqualTo("opted_out");
        assertThat(api.decision(leaver, "email")).isEqualTo("targeted");

        String label = stage.unique("Sale by SMS");
        operator.menu("Deliveries").click();
        operator.follow("New delivery");
        operator.fill("Label", label);
        operator.choose("Channel", "SMS");
        operator.radio("People by key").check();
        operator.fill("Keys", leaver + "\n" + stayer);
        operator.press("Make the delivery");
        assertThat(operator.heading()).hasText(label);
        operator.press("Prepare");

        assertThat(operator.figure("Audience")).hasText("2");
        assertThat(operator.figure("Target")).hasText("1");
        var cause = operator.row("Opted out of the channel");
        assertThat(cause.getByRole(AriaRole.CELL)).hasText(new String[]{"1", "1", "1"});

        cause.getByRole(AriaRole.LINK).first().click();
        assertThat(operator.heading()).hasText("Exclusion log");
        assertThat(operator.row(leaver)).containsText("Opted out of the channel");
        assertThat(operator.row(stayer)).hasCount(0);
        operator.follow("Why? " + leaver);
        assertThat(operator.text("Would not be contacted")).isVisible();
    }

    @Test
    void whatThePersonChoosesWhileTheFormIsOpenIsNotLiftedByIt(Visitor operator, Api api, Stage stage) {
        String person = person(api, stage, "chooser");
        operator.open("/profiles/" + person);
        assertThat(operator.box("E-mail")).not().isChecked();

        api.optOut(person, "email");
        operator.box("SMS").check();
        operator.fill("Reason", "asked in the shop");
        operator.press("Save choices");

        assertThat(operator.flash()).containsText("No longer contact: SMS.");
        assertThat(operator.box("E-mail")).isChecked();
        assertThat(api.decision(person, "email")).isEqualTo("opted_out");
        assertThat(api.decision(person, "sms")).isEqualTo("opted_out");

        operator.flash().getByRole(AriaRole.BUTTON).click();
        assertThat(operator.flash()).containsText("Undone");
        assertThat(operator.box("SMS")).not().isChecked();
        assertThat(api.decision(person, "sms")).isEqualTo("targeted");
        assertThat(api.decision(person, "email")).isEqualTo("opted_out");
    }

    @Test
    void withoutAReasonNothingIsRecordedAndTheBoxesStayAsTheyWereTicked(Visitor operator, Api api, Stage stage) {
        String person = person(api, stage, "hasty");
        operator.open("/profiles/" + person);
        operator.box("Any channel").check();
        operator.fill("Reason", " ");
        operator.press("Save choices");

        assertThat(operator.flash()).containsText("A reason is missing.");
        assertThat(operator.box("Any channel")).isChecked();
        assertThat(api.decision(person, "email")).isEqualTo("targeted");
    }

    private static String person(Api api, Stage stage, String name) {
        String key = stage.unique(name);
        api.person(key, Map.of("email", key + "@example.org", "sms", stage.phone()));
        return key;
    }
}
