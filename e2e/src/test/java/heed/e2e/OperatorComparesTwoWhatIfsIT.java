package heed.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import heed.e2e.stage.Api;
import heed.e2e.stage.Journey;
import heed.e2e.stage.Stage;
import heed.e2e.stage.Visitor;
import java.util.Map;
import org.junit.jupiter.api.Test;

@Journey
class OperatorComparesTwoWhatIfsIT {

    @Test
    void twoVariantsAreSwitchedTheirFiguresMoveAtOnceAndNothingIsStored(Visitor operator, Api api, Stage stage) {
        String fine = person(api, stage);
        String optedOut = person(api, stage);
        String quarantined = person(api, stage);
        String both = person(api, stage);
        api.optOut(optedOut, "email");
        api.optOut(both, "email");
        quarantine(api, quarantined);
        quarantine(api, both);
        String delivery = api.prepared(stage.unique("Sale"), "email", fine, optedOut, quarantined, both);

        operator.open("/deliveries/" + delivery);
        operator.follow("What if");
        assertThat(target(operator, "a")).hasText("1");
        assertThat(target(operator, "b")).hasText("1");

        Locator optOuts = rule(operator, "Opted out of the channel (Variant A)");
        optOuts.click();
        assertThat(target(operator, "a")).hasText("2");
        assertThat(optOuts).not().isChecked();
        assertThat(optOuts).isFocused();

        rule(operator, "Address in quarantine (Variant B)").click();
        assertThat(target(operator, "b")).hasText("2");
        rule(operator, "Opted out of the channel (Variant B)").press("Space");
        assertThat(target(operator, "b")).hasText("4");
        assertThat(target(operator, "a")).hasText("2");
        assertThat(operator.figure("B against A")).hasText("+2");

        assertThat(api.get("/deliveries/" + delivery + "/analysis").at("/target").asInt()).isEqualTo(1);
        operator.follow("As the delivery is");
        assertThat(target(operator, "b")).hasText("1");
    }

    private static Locator target(Visitor operator, String variant) {
        return operator.page().locator("#target-" + variant);
    }

    private static Locator rule(Visitor operator, String name) {
        return operator.page().getByRole(AriaRole.SWITCH, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static void quarantine(Api api, String person) {
        api.post("/quarantine", Map.of("channel", "email", "address", person + "@example.org", "status", "quarantined",
                "errorReason", "user_unknown"));
    }

    private static String person(Api api, Stage stage) {
        String key = stage.unique("guest");
        api.person(key, Map.of("email", key + "@example.org"));
        return key;
    }
}
