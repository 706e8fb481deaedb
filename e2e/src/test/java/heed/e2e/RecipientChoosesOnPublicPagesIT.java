package heed.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.SelectOption;
import heed.e2e.stage.Api;
import heed.e2e.stage.Journey;
import heed.e2e.stage.Reading;
import heed.e2e.stage.Stage;
import heed.e2e.stage.Stranger;
import heed.e2e.stage.Visitor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// People choose for themselves on public pages, with a browser that runs no script, and with the mail that really came.
@Journey
class RecipientChoosesOnPublicPagesIT {

    private static final long MOST_BYTES = 30_000;

    /// A person takes at least that long to read a form and type an address.
    private static final double READING_MILLIS = 2_200;

    /// Somebody whose steps are counted: to open a link, to type, to tick, to press.
    private static final class Walker {

        private final Visitor visitor;
        private int steps;

        Walker(Visitor visitor) {
            this.visitor = visitor;
        }

        Walker open(String path) {
            visitor.open(path);
            steps++;
            return this;
        }

        Walker type(String email) {
            visitor.page().locator("#email").fill(email);
            visitor.page().waitForTimeout(READING_MILLIS);
            steps++;
            return this;
        }

        Walker set(Locator box, boolean ticked) {
            box.setChecked(ticked);
            steps++;
            return this;
        }

        Walker press(String button) {
            visitor.press(button);
            steps++;
            return this;
        }
    }

    @Test
    void whoSubscribesByDoubleOptInChoosesAndLeavesInNoMoreStepsThanItTookToJoin(Visitor operator, Stage stage,
            Api api) {
        String service = service(stage, api);
        String subscribe = page(operator, stage, "subscription", service);
        String leave = page(operator, stage, "unsubscription", service);
        page(operator, stage, "preferences", "");
        String email = stage.unique("reader") + "@journey.example";

        try (Visitor visitor = stage.withoutScript()) {
            Walker joining = new Walker(visitor).open(subscribe).type(email).press("Subscribe");
            assertThat(visitor.text("We have your request")).isVisible();
            joining.open(stage.mail().link(email, 1, "/c/")).press("Yes, I confirm");
            String person = api.get("/profiles?address=" + email).at("/items/0/key").asString();
            assertThat(state(api, person, service)).isEqualTo("active");
            assertThat(api.decision(person, "email")).isEqualTo("targeted");

            String own = stage.mail().link(email, 2, "/p/");
            Walker choosing = new Walker(visitor).open(own).set(visitor.box("By e-mail"), true)
                    .press("Save my choices");
            assertThat(visitor.text("From now on we no longer contact you: by e-mail.")).isVisible();
            assertThat(api.decision(person, "email")).isEqualTo("opted_out");
            visitor.press("Take it back");
            assertThat(visitor.text("It is taken back")).isVisible();
            assertThat(api.decision(person, "email")).isEqualTo("targeted");

            Walker leaving = new Walker(visitor).open(own).set(visitor.box("The " + service), false)
                    .press("Save my choices");
            assertThat(visitor.text("You are no longer subscribed to: The " + service + ".")).isVisible();
            assertThat(state(api, person, service)).isEqualTo("ended");
            Walker backAgain = new Walker(visitor).open(own).set(visitor.box("The " + service), true)
                    .press("Save my choices");
            Walker leavingByName = new Walker(visitor).open(leave).type(email).press("Unsubscribe");
            assertThat(state(api, person, service)).isEqualTo("ended");

            assertThat(leaving.steps).as("E7.3: preferences").isLessThanOrEqualTo(backAgain.steps);
            assertThat(choosing.steps).as("E7.3: a channel").isLessThanOrEqualTo(joining.steps);
            assertThat(leavingByName.steps).as("E7.3: a subscription").isLessThanOrEqualTo(joining.steps);
        }
    }

    @Test
    void whoSignsUpIsReachedAfterTheClickAloneAndStopsEverythingInFewerSteps(Visitor operator, Stage stage, Api api) {
        String signUp = page(operator, stage, "acquisition", "");
        String stop = page(operator, stage, "opt_out_all", "");
        String email = stage.unique("newcomer") + "@journey.example";

        try (Visitor visitor = stage.withoutScript()) {
            Walker joining = new Walker(visitor).open(signUp).type(email).press("Sign up");
            String person = api.get("/profiles?address=" + email).at("/items/0/key").asString();
            assertThat(api.decision(person, "email")).isEqualTo("unconfirmed");
            joining.open(stage.mail().link(email, 1, "/c/")).press("Yes, I confirm");
            assertThat(api.decision(person, "email")).isEqualTo("targeted");

            Walker leaving = new Walker(visitor).open(stop).type(email).press("Stop everything");
            assertThat(visitor.text("If we know this address, we no longer contact its owner: on every channel."))
                    .isVisible();
            assertThat(api.decision(person, "email")).isEqualTo("opted_out_all");
            assertThat(leaving.steps).as("E7.3").isLessThanOrEqualTo(joining.steps);
        }
    }

    /// Two profiles with one address are two people: the report finds the one who still gets messages, one click ends it.
    @Test
    void whoOptsOutByAPageWhileAnotherProfileHasTheAddressIsSeenInTheReportAndTheHoleIsClosed(Visitor operator,
            Stage stage, Api api) {
        String service = service(stage, api);
        page(operator, stage, "preferences", "");
        String first = stage.unique("one");
        String second = stage.unique("two");
        String email = first + "@journey.example";
        String phone = stage.phone();
        api.person(first, Map.of("email", email, "phone", phone));
        api.put("/services/" + service + "/subscriptions/" + first,
                Map.of("confirmed", true, "evidence", Map.of("form", "x")));
        String own = stage.mail().link(email, 1, "/p/");
        api.person(second, Map.of("phone", phone));

        try (Visitor visitor = stage.withoutScript()) {
            visitor.open(own).press("Stop everything");
            assertThat(visitor.text("From now on we no longer contact you: on every channel.")).isVisible();
        }
        assertThat(api.decision(first, "phone")).isEqualTo("opted_out_all");
        assertThat(api.decision(second, "phone")).isEqualTo("targeted");

        operator.open("/reports/still-contactable?channel=phone");
        assertThat(operator.row(second)).containsText(first);
        operator.row(second).getByRole(AriaRole.BUTTON).click();
        assertThat(operator.row(second)).hasCount(0);
        assertThat(api.decision(second, "phone")).isEqualTo("address_denylisted");
    }

    @Test
    void publicPagesAreSmallAndReadableByEverybodyOnAPhone(Visitor operator, @Stranger Visitor reader, Stage stage) {
        List<String> pages = List.of(page(operator, stage, "preferences", ""), page(operator, stage, "opt_out_all", ""),
                page(operator, stage, "acquisition", ""), "/page/no-such-page");
        reader.page().setViewportSize(360, 740);
        for (String path : pages) {
            reader.open(path);
            assertThat(Reading.bytes(reader.page())).as(path).isBetween(1L, MOST_BYTES);
            assertThat(Reading.problems(reader.page())).as(path).isEmpty();
        }
    }

    private static String service(Stage stage, Api api) {
        String name = stage.unique("letter");
        api.post("/services", Map.of("name", name, "label", "The " + name, "channel", "email", "confirmation", "custom",
                "confirmationText", Map.of("subscribe", Map.of("en",
                        Map.of("subject", "Welcome", "text", "Your choices: {{preferencesUrl}}")))));
        return name;
    }

    /// Makes a page as operators do, open to strangers; its public path.
    private static String page(Visitor operator, Stage stage, String kind, String service) {
        String name = stage.unique(kind.replace('_', '-'));
        operator.open("/landing-pages/new");
        operator.page().locator("input[name=kind][value=" + kind + "]").check();
        operator.fill("Label", name);
        operator.fill("Name", name);
        operator.press("Make it");
        operator.page().locator("input[name=strangers]").check();
        if (!service.isEmpty()) {
            operator.page().locator("#service").selectOption(new SelectOption().setLabel("The " + service));
        }
        operator.press("Save and publish");
        assertThat(operator.flash()).containsText("is open to visitors");
        return "/page/" + name;
    }

    private static String state(Api api, String person, String service) {
        for (var one : api.get("/profiles/" + Api.segment(person)).at("/subscriptions")) {
            if (one.at("/service").asString().equals(service)) {
                return one.at("/state").asString();
            }
        }
        return "none";
    }
}
