package heed.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import heed.HeedServer;
import heed.ledger.Actor;
import heed.ledger.trend.Settled;
import heed.operator.Role;
import heed.operator.people.Operators;
import heed.testing.Api;
import heed.testing.Browser;
import heed.testing.Console;
import heed.testing.TestServer;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class OverviewPagesIT {
    private static final JsonMapper JSON = new JsonMapper();
    private static final long LONGEST_NANOS = 120_000_000_000L;
    private static final String PASSWORD = "a password for tests";

    private final Api api = TestServer.api();
    private final Console console = Console.as(Role.VIEWER);
    private final JdbcClient jdbc = TestServer.bean(JdbcClient.class);
    private final String key = TestServer.unique("overview");

    @Test
    void figuresFollowWhoComesAndWhoOptsOut() {
        long before = contactable();

        person(key, key);
        assertThat(contactable()).isEqualTo(before + 1);
        optOut(key);

        assertThat(contactable()).isEqualTo(before);
        assertThat(console.get("/overview/people").expect(200).text()).contains("id=\"people\"")
                .doesNotContain("<html", "hx-get", "??");
    }

    @Test
    void theChartAndItsTableHaveWhatTheLedgerRecorded() {
        Settled.now();
        person(key, key);
        JsonNode before = chart("/");

        optOut(key);

        JsonNode after = chart("/");
        assertThat(after.at("/labels")).hasSize(30);
        assertThat(after.at("/series")).extracting(one -> one.at("/label").asString()).containsExactly("Opted out",
                "Opted in", "Addresses excluded");
        assertThat(sum(after, 0)).isEqualTo(sum(before, 0) + 1);
        assertThat(sum(after, 1)).isEqualTo(sum(before, 1));
        assertThat(chart("/?days=90").at("/labels")).hasSize(90);
        assertThat(console.get("/").text()).contains("/ledger?kind=opt_out&amp;from=", "As a table");
    }

    @Test
    void whatFailedNeedsAttention() {
        String failed = end(api.post("/imports?kind=profiles").body("email\na@x.org\n", "text/csv").send().expect(202)
                .at("/id").asString());
        String delivery = api.post("/deliveries").json(Map.of("label", key, "channel", "email", "audience",
                Map.of("type", "all"))).send().expect(201).at("/id").asString();
        jdbc.sql("insert into analyses (delivery_id, state, error) values (:id, 'failed', 'the disk was full')")
                .param("id", Long.valueOf(delivery)).update();

        String page = console.get("/").expect(200).text();

        assertThat(page).contains("href=\"/imports/" + failed + "\"", "line 1: column key is missing",
                "href=\"/deliveries/" + delivery + "\"", key, "the disk was full")
                .doesNotContain("??", "Nothing needs");
        jdbc.sql("delete from deliveries where id = :id").param("id", Long.valueOf(delivery)).update();
        assertThat(console.get("/").text()).doesNotContain("the disk was full");
    }

    @Test
    void somebodyContactableAtTheAddressOfOneWhoOptedOutNeedsAttention() {
        long before = beside();
        person(key, key);
        person(key + "-other", key);
        assertThat(beside()).isEqualTo(before);

        optOut(key);
        assertThat(beside()).isEqualTo(before + 1);
        assertThat(console.get("/").text()).contains("/reports/still-contactable?channel=email");
        optOut(key + "-other");

        assertThat(beside()).isEqualTo(before);
    }

    @Test
    void aNewInstanceSaysWhatToDoFirst() {
        String database = "overview_new";
        jdbc.sql("drop database if exists " + database + " with (force)").update();
        jdbc.sql("create database " + database).update();
        try (ConfigurableApplicationContext server = server(database)) {
            Browser browser = signedIn(server, Role.ADMIN);

            assertThat(loaded(() -> browser.get("/").body()))
                    .contains("First steps", "Import people", "href=\"/imports/new\"", "href=\"/deliveries/new\"",
                            "Nothing needs attention", "Nobody has an address yet", "Nobody opted out or in")
                    .doesNotContain("data-chart", "??");
            assertThat(signedIn(server, Role.VIEWER).get("/").body()).contains("First steps")
                    .doesNotContain("href=\"/imports/new\"", "href=\"/deliveries/new\"");
        }
        jdbc.sql("drop database if exists " + database + " with (force)").update();
    }

    private long contactable() {
        return figure("id=\"contactable-email\"[^>]*>([\\d,]+)<");
    }

    private long beside() {
        return figure("E-mail: at least ([\\d,]+) ");
    }

    /// The figure in the page; 0 where the page has none.
    private long figure(String pattern) {
        Matcher found = Pattern.compile(pattern).matcher(loaded(() -> console.get("/").expect(200).text()));
        return found.find() ? Long.parseLong(found.group(1).replace(",", "")) : 0;
    }

    private static String loaded(Supplier<String> page) {
        long until = System.nanoTime() + LONGEST_NANOS;
        String shown = page.get();
        while (shown.contains("The profiles are being read")) {
            assertThat(System.nanoTime()).as("the index is loaded").isLessThan(until);
            shown = page.get();
        }
        return shown;
    }

    private JsonNode chart(String path) {
        Matcher found = Pattern.compile("data-chart=\"([^\"]*)\"").matcher(console.get(path).expect(200).text());
        return found.find()
                ? JSON.readTree(HtmlUtils.htmlUnescape(found.group(1)))
                : JSON.readTree("{\"series\":[{\"values\":[]},{\"values\":[]},{\"values\":[]}]}");
    }

    private static long sum(JsonNode chart, int series) {
        long sum = 0;
        for (JsonNode value : chart.at("/series/" + series + "/values")) {
            sum += value.asLong();
        }
        return sum;
    }

    private void person(String who, String address) {
        api.put("/profiles/" + who).json(Map.of("addresses", Map.of("email", address + "@overview.example"))).send()
                .expect(201);
    }

    private void optOut(String who) {
        api.post("/profiles/" + who + "/opt-outs").json(Map.of("channel", "email")).send().expect(200);
    }

    private String end(String id) {
        long until = System.nanoTime() + LONGEST_NANOS;
        while (api.get("/imports/" + id).send().at("/state").asString().equals("running")) {
            assertThat(System.nanoTime()).as("import %s ends", id).isLessThan(until);
            LockSupport.parkNanos(5_000_000);
        }
        return id;
    }

    private static ConfigurableApplicationContext server(String database) {
        HikariDataSource here = (HikariDataSource) TestServer.bean(DataSource.class);
        String url = here.getJdbcUrl().replaceAll("/[^/?]*(\\?.*)?$", "/" + database) + "?user=" + here.getUsername()
                + "&password=" + URLEncoder.encode(here.getPassword(), StandardCharsets.UTF_8);
        return SpringApplication.run(HeedServer.class, "--server.port=0", "--heed.home=" + TestServer.home(database),
                "--heed.database-url=" + url, "--heed.api-key=" + TestServer.ADMIN_KEY,
                "--spring.datasource.hikari.maximum-pool-size=6");
    }

    private static Browser signedIn(ConfigurableApplicationContext server, Role role) {
        String name = "new-" + role.code();
        server.getBean(Operators.class).make(name, role, PASSWORD, Actor.SYSTEM);
        var web = Objects.requireNonNull(((ServletWebServerApplicationContext) server).getWebServer());
        Browser browser = new Browser(URI.create("http://127.0.0.1:" + web.getPort()));
        browser.signIn(name, PASSWORD);
        return browser;
    }
}
