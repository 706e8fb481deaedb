package heed.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import heed.e2e.stage.Api;
import heed.e2e.stage.Journey;
import heed.e2e.stage.Stage;
import heed.e2e.stage.Visitor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@Journey
class OperatorReleasesABulkAndUndoesItIT {

    @Test
    void manyAreCountedThenReleasedWithAReasonAndQuarantinedAgainByOneClick(Visitor operator, Api api, Stage stage) {
        String domain = outage(api, stage);
        operator.open("/quarantine");
        operator.follow("Release many");
        operator.fill("Domain", domain);
        operator.fill("What the other side said", "outage");
        operator.press("Count");

        assertThat(operator.page().getByText("2 addresses would lose their error")).isVisible();
        assertThat(quarantined(api, domain)).isEqualTo(2);

        operator.fill("Reason", "their servers were down");
        operator.press("Release 2 addresses");
        assertThat(operator.flash()).containsText("2 addresses are released.");
        assertThat(quarantined(api, domain)).isZero();
        assertThat(api.decision(domain, "email")).isEqualTo("targeted");

        operator.flash().getByRole(AriaRole.BUTTON).click();
        assertThat(operator.flash()).containsText("is undone");
        assertThat(quarantined(api, domain)).isEqualTo(2);
        assertThat(api.decision(domain, "email")).isEqualTo("address_quarantined");
    }

    @Test
    void theSameIsDoneWithTheKeyboardAlone(Visitor operator, Api api, Stage stage) {
        String domain = outage(api, stage);
        operator.open("/quarantine").page().keyboard().press("Tab");
        assertThat(operator.link("Skip to content")).isFocused();
        operator.page().keyboard().press("Enter");

        enter(operator, operator.link("Release many"));
        assertThat(operator.heading()).hasText("Release many");
        type(operator, "Domain", domain);
        enter(operator, operator.button("Count"));
        type(operator, "Reason", "no mouse at hand");
        enter(operator, operator.button("Release 2 addresses"));
        assertThat(operator.flash()).containsText("2 addresses are released.");
        assertThat(quarantined(api, domain)).isZero();

        enter(operator, operator.flash().getByRole(AriaRole.BUTTON));
        assertThat(operator.flash()).containsText("is undone");
        assertThat(quarantined(api, domain)).isEqualTo(2);
    }

    private static void type(Visitor operator, String label, String text) {
        operator.tabTo(operator.field(label));
        operator.page().keyboard().type(text);
    }

    private static void enter(Visitor operator, Locator thing) {
        operator.tabTo(thing);
        operator.page().keyboard().press("Enter");
    }

    /// Two addresses of a domain of their own that an outage has quarantined; a profile of the same name has one.
    private static String outage(Api api, Stage stage) {
        String domain = stage.unique("outage") + ".example";
        api.person(domain, Map.of("email", "ada@" + domain));
        for (String name : List.of("ada", "bob")) {
            api.post("/quarantine", Map.of("channel", "email", "address", name + "@" + domain, "status", "quarantined",
                    "errorReason", "unreachable", "errorText", "421 outage"));
        }
        return domain;
    }

    private static int quarantined(Api api, String domain) {
        return api.get("/quarantine?domain=" + domain).at("/items").size();
    }
}
