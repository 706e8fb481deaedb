package heed.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import heed.e2e.stage.Api;
import heed.e2e.stage.Journey;
import heed.e2e.stage.Stage;
import heed.e2e.stage.Visitor;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Services, landing pages and the outbox, without a mouse. The quarantine: [OperatorReleasesABulkAndUndoesItIT].
@Journey
class OperatorWorksWithTheKeyboardAloneIT {

    @Test
    void aServiceIsMadeAndSomebodyIsSubscribedToIt(Visitor operator, Stage stage, Api api) {
        String service = stage.unique("letter");
        String person = stage.unique("reader");
        api.person(person, Map.of("email", person + "@example.org"));

        operator.open("/services");
        enter(operator, operator.link("New service"));
        type(operator, "Name", service);
        type(operator, "Label", "The " + service);
        enter(operator, operator.button("Make the service"));
        assertThat(operator.flash()).containsText("The service The " + service + " is made.");

        type(operator, "Key or address", person);
        type(operator, "Reason", "asked by letter");
        enter(operator, operator.button("Subscribe"));
        assertThat(operator.flash()).containsText(person);
        assertThat(api.get("/profiles/" + person).at("/subscriptions/0/service").asString()).isEqualTo(service);

        operator.open("/outbox");
        Locator newest = operator.page().locator("tbody th a").first();
        enter(operator, newest);
        assertThat(operator.heading()).containsText(service);
    }

    @Test
    void aLandingPageIsMadeAndPublished(Visitor operator, Stage stage) {
        String name = stage.unique("stop");
        operator.open("/landing-pages");
        enter(operator, operator.link("New landing page"));
        operator.tabTo(operator.page().locator("input[name=kind]").first());
        operator.page().keyboard().press("ArrowDown");
        assertThat(operator.page().locator("input[name=kind][value=opt_out_all]")).isChecked();
        type(operator, "Label", name);
        type(operator, "Name", name);
        enter(operator, operator.button("Make it"));
        assertThat(operator.heading()).hasText(name);

        enter(operator, operator.button("Save and publish"));
        assertThat(operator.flash()).containsText("Version 1 is open to visitors.");
    }

    private static void type(Visitor operator, String label, String text) {
        operator.tabTo(operator.field(label));
        operator.page().keyboard().type(text);
    }

    private static void enter(Visitor operator, Locator thing) {
        operator.tabTo(thing);
        operator.page().keyboard().press("Enter");
    }
}
