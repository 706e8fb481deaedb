package heed.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.SelectOption;
import heed.e2e.stage.Api;
import heed.e2e.stage.Journey;
import heed.e2e.stage.Reading;
import heed.e2e.stage.Stage;
import heed.e2e.stage.Stranger;
import heed.e2e.stage.Visitor;
import heed.e2e.stage.Walker;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// People choose for themselves on public pages, with a browser that runs no script, and with the mail that really came.
@Journey
class RecipientChoosesOnPublicPagesIT {

    private static final long MOST_BYTES = 30_000;
    private static final String ADDRESS = "#email";
    private static final String STOP_ADDRESS = "#stop-email";

    /// E7.3, on pages to subscribe and to unsubscribe, and on preferences.
    @Test
    void whoSubscribesByDoubleOptInChoosesAndLeavesInNoMoreStepsThanItTookToJoin(Visitor operator, Stage stage,
            Api api) {
        String service = service(stage, api);
        String subscribe = page(operator, stage, "subscription", service);
        String leave = page(operator, stage, "unsubscription", service);
        page(operator, stage, "preferences", "");
        String email = stage.unique("reader") + "@journey.example";

        try (Visitor visitor = stage.withoutScript()) {
            Walker joining = new Walker(visitor).open(subscribe).type(ADDRESS, email).read().press("Subscribe");
            assertThat(visitor.text("We have your request")).isVisible();
            visitor.pictures("public-asked");
            joining.open(stage.mail().link(email, 1, "/c/")).press("Yes, I confirm");
            String person = api.get("/profiles?address=" + email).at("/items/0/key").asString();
            visitor.pictures("public-confirmed");
            assertThat(state(api, person, service)).isEqualTo("active");
            assertThat(api.decision(person, "email")).isEqualTo("targeted");

            String own = stage.mail().link(email, 2, "/p/");
            Walker closing = new Walker(visitor).open(own).set(visitor.box("By e-mail"), true)
                    .press("Save my choices");
            assertThat(visitor.text("From now on we no longer contact you: by e-mail.")).isVisible();
            visitor.pictures("public-saved");
            assertThat(api.decision(person, "email")).isEqualTo("opted_out");
            visitor.press("Take it back");
            assertThat(visitor.text("It is taken back")).isVisible();
            visitor.pictures("public-taken-back");
            assertThat(api.decision(person, "email")).isEqualTo("targeted");

            Walker leaving = new Walker(visitor).open(own).set(visitor.box("The " + service), false)
                    .press("Save my choices");
            assertThat(visitor.text("You are no longer subscribed to: The " + service + ".")).isVisible();
            assertThat(state(api, person, service)).isEqualTo("ended");
            Walker backAgain = new Walker(visitor).open(own).set(visitor.box("The " + service), true)
                    .press("Save my choices");
            Walker leavingByName = new Walker(visitor).open(leave).type(ADDRESS, email).press("Unsubscribe");
            assertThat(state(api, person, service)).isEqualTo("ended");
            Walker stopping = new Walker(visitor).open(subscribe).type(STOP_ADDRESS, email).press("Stop everything");
            assertThat(api.decision(person, "email")).isEqualTo("opted_out_all");
            Walker opening = new Walker(visitor).open(own).set(visitor.box("On any channel, now or later"), false)
                    .press("Save my choices");
            assertThat(api.decision(person, "email")).isEqualTo("targeted");

            noMoreSteps("preferences: a channel", closing, opening);
            noMoreSteps("preferences: a service", leaving, backAgain);
            noMoreSteps("preferences: a service, against the way it was joined", leaving, joining);
            noMoreSteps("unsubscription, against subscription", leavingByName, joining);
            noMoreSteps("subscription: everything, on the page itself", stopping, joining);
        }
    }

    /// E7.3, on preferences that show no box ticked: by name, and by a link of one's own to a page without today's state.
    @Test
    void onPreferencesThatShowNoStateAServiceIsLeftInNoMoreStepsThanItTookToJoin(Visitor operator, Stage stage,
            Api api) {
        String service = service(stage, api);
        // The first one made is where links in messages lead to.
        page(operator, stage, "preferences", "");
        String blank = page(operator, stage, "preferences", "");
        operator.page().locator("input[name=preload]").uncheck();
        operator.press("Save and publish");
        assertThat(operator.flash()).containsText("is open to visitors");
        String email = stage.unique("blank") + "@journey.example";

        try (Visitor visitor = stage.withoutScript()) {
            Walker joining = new Walker(visitor).open(blank).set(box(visitor, "Send me", service), true)
                    .type(ADDRESS, email).read().press("Save my choices");
            joining.open(stage.mail().link(email, 1, "/c/")).press("Yes, I confirm");
            String person = api.get("/profiles?address=" + email).at("/items/0/key").asString();
            assertThat(state(api, person, service)).isEqualTo("active");
            Walker leaving = new Walker(visitor).open(blank).set(box(visitor, "Unsubscribe me from", service), true)
                    .type(ADDRESS, email).press("Save my choices");
            assertThat(state(api, person, service)).isEqualTo("ended");

            String known = "heed-selftest-" + stage.unique("known");
            api.person(known, Map.of("email", known + "@journey.example"));
            String own = own(api, known, blank);
            Walker back = new Walker(visitor).open(own).set(box(visitor, "Send me", service), true)
                    .press("Save my choices");
            assertThat(state(api, known, service)).isEqualTo("active");
            Walker leavingThere = new Walker(visitor).open(own)
                    .set(box(visitor, "Unsubscribe me from", service), true).press("Save my choices");
            assertThat(state(api, known, service)).isEqualTo("ended");
            noMoreSteps("preferences by name: a service", leaving, joining);
            noMoreSteps("preferences without state: a service", leavingThere, back);
        }
    }

    /// Their own link to that page.
    private static String own(Api api, String person, String page) {
        for (var one : api.post("/selftest/links", Map.of("profile", person)).at("/pages")) {
            if (page.equals("/page/" + one.at("/name").asString())) {
                return URI.create(one.at("/link").asString()).getPath();
            }
        }
        throw new AssertionError("no link to " + page);
    }

    private static Locator box(Visitor visitor, String group, String service) {
        return visitor.page().getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName(group))
                .getByRole(AriaRole.CHECKBOX, new Locator.GetByRoleOptions().setName("The " + service).setExact(true));
    }

    /// E7.3, on pages to sign up and to opt out of everything; and after it the console says the same everywhere.
    @Test
    void whoSignsUpIsReachedAfterTheClickAloneAndStopsEverythingInFewerStepsAsTheConsoleShows(Visitor operator,
            Stage stage, Api api) {
        String signUp = page(operator, stage, "acquisition", "");
        String stop = page(operator, stage, "opt_out_all", "");
        String email = stage.unique("newcomer") + "@journey.example";

        try (Visitor visitor = stage.withoutScript()) {
            Walker joining = new Walker(visitor).open(signUp).type(ADDRESS, email).read().press("Sign up");
            String person = api.get("/profiles?address=" + email).at("/items/0/key").asString();
            assertThat(api.decision(person, "email")).isEqualTo("unconfirmed");
            joining.open(stage.mail().link(email, 1, "/c/")).press("Yes, I confirm");
            assertThat(api.decision(person, "email")).isEqualTo("targeted");

            Walker leavingThere = new Walker(visitor).open(signUp).type(STOP_ADDRESS, email).press("Stop everything");
            assertThat(api.decision(person, "email")).isEqualTo("opted_out_all");
            visitor.press("Take it back");
            assertThat(api.decision(person, "email")).isEqualTo("targeted");

            Walker leaving = new Walker(visitor).open(stop).type(ADDRESS, email).press("Stop everything");
            assertThat(visitor.text("If we know this address, we no longer contact its owner: on every channel."))
                    .isVisible();
            visitor.pictures("public-stopped");
            assertThat(api.decision(person, "email")).isEqualTo("opted_out_all");
            noMoreSteps("opting out of all, against signing up", leaving, joining);
            noMoreSteps("acquisition: everything, on the page itself", leavingThere, joining);
            agreed(operator, api, person);
        }
    }

    /// The person's page, the ledger and the next analysis say what was chosen on the public page.
    private static void agreed(Visitor operator, Api api, String person) {
        operator.open("/profiles/" + person);
        assertThat(operator.box("Any channel")).isChecked();
        assertThat(operator.page().locator("#timeline li").first()).containsText("Opted out");

        operator.open("/ledger?profile=" + person);
        assertThat(operator.page().locator("tbody tr").first()).containsText("Opted out");
        assertThat(operator.page().locator("tbody tr").first()).containsText("Landing page");

        operator.open("/deliveries/" + api.prepared("after " + person, "email", person));
        assertThat(operator.figure("Audience")).hasText("1");
        assertThat(operator.figure("Target")).hasText("0");
        assertThat(operator.row("Opted out of everything").getByRole(AriaRole.CELL))
                .hasText(new String[]{"1", "1", "1"});
    }

    private static void noMoreSteps(String what, Walker withdrawing, Walker giving) {
        assertThat(withdrawing.steps().isNoMoreThan(giving.steps()))
                .as("E7.3 %s: %s, at most %s", what, withdrawing.steps(), giving.steps()).isTrue();
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
