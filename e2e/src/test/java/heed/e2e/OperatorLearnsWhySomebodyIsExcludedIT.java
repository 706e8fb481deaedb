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
class OperatorLearnsWhySomebodyIsExcludedIT {

    @Test
    void everyCauseIsNamedWithItsProofAndWhatWouldEndIt(Visitor operator, Api api, Stage stage) {
        String person = person(api, stage);
        api.optOut(person, "email");
        api.post("/quarantine", Map.of("channel", "email", "address", person + "@example.org", "status", "quarantined",
                "errorReason", "user_unknown", "errorText", "550 5.1.1 no such user"));

        operator.open("/profiles/" + person);
        operator.follow("Why (not)?");
        operator.choose("Channel", "E-mail");
        operator.press("Ask about the channel");

        assertThat(operator.text("Would not be contacted")).isVisible();
        assertThat(operator.row("Opted out of the channel")).containsText("decides");
        assertThat(operator.row("Opted out of the channel")).containsText("The person opts in again");
        assertThat(operator.row("Address in quarantine")).containsText("An operator releases the address");

        operator.row("Opted out of the channel").getByRole(AriaRole.LINK).click();
        assertThat(operator.page().locator("main")).containsText("Opted out");
        assertThat(operator.page().locator("main")).containsText("chosen by the person");
        operator.page().goBack();
        operator.follow("Status of the address");
        assertThat(operator.page().locator("main")).containsText("550 5.1.1 no such user");
    }

    @Test
    void whatADeliveryDecidedIsToldBesideWhatHoldsNow(Visitor operator, Api api, Stage stage) {
        String person = person(api, stage);
        String label = stage.unique("Newsletter");
        String delivery = api.prepared(label, "email", person);
        api.optOut(person, "email");

        operator.open("/profiles/" + person + "/why");
        operator.choose("Delivery", label + " · " + delivery);
        operator.press("Ask about the delivery");

        assertThat(operator.text("Would not be contacted")).isVisible();
        assertThat(operator.text("In the target")).isVisible();
        assertThat(operator.page().locator("main")).containsText("By now the person stands differently.");
    }

    private static String person(Api api, Stage stage) {
        String key = stage.unique("asked");
        api.person(key, Map.of("email", key + "@example.org"));
        assertThat(api.decision(key, "email")).isEqualTo("targeted");
        return key;
    }
}
