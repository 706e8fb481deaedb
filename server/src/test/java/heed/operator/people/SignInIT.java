package heed.operator.people;

import static org.assertj.core.api.Assertions.assertThat;

import heed.ledger.Actor;
import heed.operator.Role;
import heed.testing.Browser;
import heed.testing.TestServer;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class SignInIT {

    private static final String PASSWORD = "a long enough password";

    private final Browser browser = new Browser(TestServer.url());
    private final Operators operators = TestServer.bean(Operators.class);
    private final String name = TestServer.unique("ada");
    private final Operator operator = operators.make(name, Role.ADMIN, PASSWORD, Actor.SYSTEM);

    @Test
    void theFirstStartMadeAnAdmin() {
        assertThat(operators.all()).anySatisfy(one -> {
            assertThat(one.name()).isEqualTo(FirstOperator.NAME);
            assertThat(one.role()).isEqualTo(Role.ADMIN);
        });
        assertThat(TestServer.bean(FirstOperator.class).generatedPassword()).hasValueSatisfying(
                password -> assertThat(operators.isPassword(FirstOperator.NAME, password)).isTrue());
    }

    @Test
    void aRightPasswordLeadsIntoTheConsoleAndAWrongOneDoesNot() {
        HttpResponse<String> wrong = browser.signIn(name, PASSWORD + "x");
        assertThat(wrong.body()).contains("Name or password is wrong.");
        assertThat(browser.get("/ledger").uri().getPath()).isEqualTo("/login");

        browser.signIn(name.toUpperCase(Locale.ROOT), PASSWORD);

        HttpResponse<String> ledger = browser.get("/ledger");
        assertThat(ledger.uri().getPath()).isEqualTo("/ledger");
        assertThat(ledger.body()).contains(name);
        assertThat(operators.get(operator.id()).lastSignInAt()).isNotNull();
    }

    @Test
    void pagesRunNoScriptButOursAndAreNeitherFramedNorKept() {
        browser.signIn(name, PASSWORD);
        HttpResponse<String> page = browser.get("/ledger");

        assertThat(page.headers().firstValue("Content-Security-Policy")).hasValueSatisfying(
                policy -> assertThat(policy).contains("default-src 'none'", "script-src 'self';",
                        "frame-ancestors 'none'").doesNotContain("unsafe"));
        assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(page.headers().firstValue("Cache-Control").orElseThrow()).contains("no-store");
        assertThat(page.body()).doesNotContain(" style=").doesNotContain("<script>").doesNotContain("onclick");
    }

    @Test
    void tooManyAttemptsOnAnAccountWaitEvenWithTheRightPassword() {
        for (int i = 0; i < 10; i++) {
            browser.signIn(name, "wrong password");
        }

        HttpResponse<String> refused = browser.signIn(name, PASSWORD);

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.body()).contains("Too many attempts.");
    }

    @Test
    void whoIsDisabledOrGetsAnotherRoleIsSignedOutAtOnce() {
        browser.signIn(name, PASSWORD);
        operators.role(operator.id(), Role.VIEWER, "moved", Actor.SYSTEM);
        assertThat(browser.get("/ledger").uri().getPath()).isEqualTo("/login");

        browser.signIn(name, PASSWORD);
        assertThat(browser.get("/settings/operators").statusCode()).isEqualTo(403);
        assertThat(browser.get("/settings/operators").body()).contains("Your role does not allow this");

        operators.disable(operator.id(), true, "left", Actor.SYSTEM);
        assertThat(browser.get("/ledger").uri().getPath()).isEqualTo("/login");
        assertThat(browser.signIn(name, PASSWORD).body()).contains("Name or password is wrong.");
    }

    @Test
    void aNewPasswordEndsEverySession() {
        Browser other = new Browser(TestServer.url());
        other.signIn(name, PASSWORD);
        browser.signIn(name, PASSWORD);
        browser.get("/account");

        assertThat(browser.post("/account/password",
                Map.of("present", "not it", "wanted", "another long one", "again", "another long one")).body())
                .contains("The present password is not right.");
        browser.post("/account/password",
                Map.of("present", PASSWORD, "wanted", "another long one", "again", "another long one"));

        assertThat(other.get("/ledger").uri().getPath()).isEqualTo("/login");
        assertThat(browser.get("/ledger").uri().getPath()).isEqualTo("/login");
        assertThat(other.signIn(name, "another long one").uri().getPath()).isNotEqualTo("/login");
    }

    @Test
    void signingOutEverywhereEndsTheOtherSessionsToo() {
        Browser other = new Browser(TestServer.url());
        other.signIn(name, PASSWORD);
        browser.signIn(name, PASSWORD);
        browser.get("/account");

        browser.post("/account/sign-out-everywhere", Map.of());

        assertThat(other.get("/ledger").uri().getPath()).isEqualTo("/login");
    }

    @Test
    void whatOperatorsDoToEachOtherStandsInTheLedger() {
        browser.signIn(name, PASSWORD);
        browser.get("/settings/operators");
        String made = TestServer.unique("grace");
        browser.post("/settings/operators", Map.of("name", made, "role", "viewer", "password", PASSWORD));

        assertThat(TestServer.bean(JdbcClient.class).sql("""
                select actor from ledger where kind = 'operator_created' and change->>'operator' = :made""")
                .param("made", made).query(String.class).single()).isEqualTo("operator:" + name);
        assertThat(TestServer.bean(JdbcClient.class).sql("select string_agg(o::text, ' ') from operators o")
                .query(String.class).single()).doesNotContain(PASSWORD).contains("$argon2id$");
    }

    @Test
    void whoAsksForAPageThatIsNotThereIsToldSoInWords() {
        browser.signIn(name, PASSWORD);
        HttpResponse<String> missing = browser.get("/no-such-page");

        assertThat(missing.statusCode()).isEqualTo(404);
        assertThat(missing.body()).contains("There is nothing here", "<html");
        assertThat(browser.get("/api/v1/no-such-route").body()).startsWith("{");
    }

    @Test
    void theSettingsOfTheInstanceChangeWithAReasonAndAreUndone() {
        browser.signIn(name, PASSWORD);
        browser.get("/settings");
        String called = TestServer.unique("Acme");
        HttpResponse<String> changed = browser.post("/settings",
                Map.of("name", called, "color", "#112233", "reason", "new brand"));

        assertThat(changed.body()).contains("Name: Heed → " + called, ">Undo<");
        assertThat(browser.get("/assets/brand.css").body()).contains("#112233");
        assertThat(browser.post("/settings", Map.of("name", "Heed", "color", "#0f6e84", "reason", "new brand")).body())
                .contains("Name: " + called + " → Heed");
        assertThat(browser.post("/settings", Map.of("name", "Heed", "color", "red", "reason", "x")).body())
                .contains("Not changed");
    }

    @Test
    void onlyLoopbackTlsOrATrustedProxyIsNoReasonToWarn() throws UnknownHostException {
        InetAddress everywhere = InetAddress.getByName("0.0.0.0");
        assertThat(Exposure.isOpen(everywhere, false, false)).isTrue();
        assertThat(Exposure.isOpen(null, false, false)).isTrue();
        assertThat(Exposure.isOpen(everywhere, true, false)).isFalse();
        assertThat(Exposure.isOpen(everywhere, false, true)).isFalse();
        assertThat(Exposure.isOpen(InetAddress.getLoopbackAddress(), false, false)).isFalse();
    }
}
