package heed.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heed.testing.Answer;
import heed.testing.Api;
import heed.testing.TestServer;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class ProblemsIT {

    private final Api api = TestServer.api();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"colour":"blue"}                | colour       | must be one of RED, GREEN
            {"colour":1}                     | colour       | must be one of RED, GREEN
            {"unknown":1}                    | unknown      | is unknown here
            {"list":[{},{"nme":"x"}]}        | list[1].nme  | is unknown here
            {"number":"5"}                   | number       | must be a whole number in range
            {"number":5.5}                   | number       | must be a whole number in range
            {"number":99999999999}           | number       | must be a whole number in range
            {"number":{}}                    | number       | must be a whole number in range
            {"text":5}                       | text         | must be text
            {"text":[]}                      | text         | must be text
            {"flag":"true"}                  | flag         | must be true or false
            {"at":"yesterday"}               | at           | must be a time as 2026-01-31T12:00:00Z
            {"at":1769860800}                | at           | must be a time as 2026-01-31T12:00:00Z
            {"at":"0000-12-31T23:59:59Z"}    | at           | must be in the years 1 to 9999
            {"at":"+10000-01-01T00:00:00Z"}  | at           | must be in the years 1 to 9999
            {"list":{}}                      | list         | must be a list
            {"object":[]}                    | object       | must be an object
            []                               | body         | must be an object
            {"text":"a\\u0000b"}             | text         | must not hold the character NUL
            {"object":{"a":["\\u0000"]}}     | object.a[0]  | must not hold the character NUL
            {"object":{"a\\u0000":1}}        | object.a\\u0000 | must not hold the character NUL
            {"text":"\\ud83d"}               | text         | must not hold half a surrogate pair
            """)
    void aWrongFieldIsNamed(String body, String field, String message) {
        Answer answer = api.post("/probe").json(body).send().expect(400);

        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.at("/errors/0/field").asString()).isEqualTo(field);
        assertThat(answer.at("/errors/0/message").asString()).isEqualTo(message);
        assertThat(answer.text()).doesNotContain("heed.").doesNotContain("java.").doesNotContain("tools.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "nonsense", "{} {}", "{\"text\":1e}", "{\"text\":\"a\",\"text\":\"b\"}", "{'a':1}",
            "{\"object\":{\"a\":NaN}}", "null"})
    void whatIsNoJsonIsRefused(String body) {
        Answer answer = api.post("/probe").json(body).send().expect(400);

        assertThat(answer.at("/status").asInt()).isEqualTo(400);
        assertThat(answer.text()).doesNotContain("heed.web").doesNotContain("java.").doesNotContain("tools.");
    }

    @Test
    void deepNestingIsRefused() {
        String deep = "{\"object\":" + "{\"a\":".repeat(5000) + "1" + "}".repeat(5000) + "}";

        api.post("/probe").json(deep).send().expect(400);
    }

    @Test
    void bytesThatAreNoTextAreRefused() {
        byte[] latin1 = "{\"text\":\"é\"}".getBytes(StandardCharsets.ISO_8859_1);

        api.post("/probe").body(latin1, "application/json").send().expect(400);
    }

    @Test
    void aBodyBeyondTheLimitIsTooLarge() {
        api.post("/probe").json("{\"text\":\"" + "x".repeat(11 << 20) + "\"}").send().expect(413);
        api.post("/probe").json("{\"text\":\"" + "x".repeat(9 << 20) + "\"}").send().expect(200);
    }

    @Test
    void timesKeepTheirMicrosecondsAndNullsAreWritten() {
        Answer answer = api.post("/probe").json("{\"at\":\"2026-01-31T12:00:00.123456+02:00\"}").send().expect(200);

        assertThat(answer.text()).isEqualTo("{\"text\":null,\"number\":null,\"flag\":null,"
                + "\"at\":\"2026-01-31T10:00:00.123456Z\",\"colour\":null,\"list\":null,\"object\":null}");
    }

    @ParameterizedTest
    @CsvSource({"GET,/probe/number,400", "GET,/probe/number?n=x,400", "GET,/probe/text?q=%00,400",
            "GET,/probe/nothing,404", "DELETE,/probe/number,405",
            "PUT,/probe/rows?limit=0,405", "GET,/probe/rows?limit=0,400", "GET,/probe/rows?limit=1001,400",
            "GET,/probe/rows?cursor=x,400", "GET,/probe/rows?cursor=%F0%9F%98%80,400", "GET,/probe/bug,500"})
    void everyRefusalIsAProblem(String method, String path, int status) {
        Answer answer = api.call(method, path).send().expect(status);

        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.json().propertyNames()).contains("type", "title", "status", "detail", "errors");
        assertThat(answer.text()).doesNotContain("secret").doesNotContain("Exception").doesNotContain("at heed");
    }

    @Test
    void otherMediaTypesAreRefused() {
        api.post("/probe").body("<a/>", "application/xml").send().expect(415);
        api.post("/probe").body("a=1", "application/x-www-form-urlencoded").send().expect(415);
        api.get("/probe/rows").accept("image/png").send().expect(406);
        api.post("/probe").send().expect(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/probe/text?q=%zz", "/api/v1/probe/text?q=%", "/api/v1/probe/keys/%00",
            "/api/v1/probe/keys/%zz", "/api/v1/probe/text?q=<", "no-path"})
    void whatIsNoRequestIsRefusedWithoutALookInside(String target) throws IOException {
        try (var socket = new Socket(TestServer.url().getHost(), TestServer.url().getPort())) {
            String request = "GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                    + "Authorization: Bearer " + TestServer.ADMIN_KEY + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer).startsWith("HTTP/1.1 400").contains("application/problem+json")
                    .doesNotContain("Exception").doesNotContain("Tomcat");
        }
    }

    /// Else it would be done, and 406 said of it.
    @Test
    void whatHasAnEffectIsAnsweredWhateverIsAccepted() {
        api.post("/probe").json("{}").accept("image/png").send().expect(200);
        api.post("/probe").json("{}").accept("${7*7}").send().expect(200);
    }

    @Test
    void aNumberThatIsNothingButZerosIsRefused() {
        for (String number : new String[]{"1e999999", "-1e309", "1e-309", "1e2147483648", "0e400"}) {
            Answer answer = api.post("/probe").json("{\"object\":{\"a\":[" + number + "]}}").send().expect(400);

            assertThat(answer.at("/errors/0/field").asString()).as(number).isEqualTo("object.a[0]");
        }
        api.post("/probe").json("{\"object\":{\"a\":[1e308,-1e-308,0,0.0,0e10]}}").send().expect(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/probe/text?q=%ff", "/probe/text?q=a&q=b", "/probe/text?q=a&%71=b", "/probe/keys/%c0%af",
            "/probe/keys/%ed%a0%80", "/probe/text?q=x&other=%fe", "/probe/text?q=%00"})
    void aTargetThatIsNotUtf8OrSaysSomethingTwiceIsRefused(String path) {
        assertThat(api.get(path).send().expect(400).header("Content-Type")).startsWith("application/problem+json");
    }

    @Test
    void ifMatchHoldsAgainstChanges() {
        String tag = String.valueOf(api.put("/probe/tagged").send().expect(200).header("ETag"));

        api.put("/probe/tagged").header("If-Match", tag).send().expect(200);
        api.put("/probe/tagged").header("If-Match", "\"other\", " + tag).send().expect(200);
        api.put("/probe/tagged").header("If-Match", "*").send().expect(200);
        api.put("/probe/tagged").header("If-Match", "\"other\"").send().expect(412);
        api.put("/probe/tagged").header("If-Match", "W/" + tag).send().expect(412);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b%c;d?e#f+😀", "/", "//", "%2F", "a b", "\\", ";x=y", "{x}", "**", "a\nb", "\u2028",
            "."})
    void anyKeyWorksInAPath(String key) {
        String path = Api.segment(key).equals(".") ? "%2E" : Api.segment(key);

        Answer one = api.get("/probe/keys/" + path + (key.equals(".") ? "x" : "")).send().expect(200);
        Answer two = api.put("/probe/keys/" + path + "k/things/" + path + "t").send().expect(200);

        assertThat(one.at("/key").asString()).startsWith(key);
        assertThat(two.at("/key").asString()).isEqualTo(key + "k");
        assertThat(two.at("/other").asString()).isEqualTo(key + "t");
    }

    @Test
    void listsArePagedAndCursorsBelongToTheirFilters() {
        Answer first = api.get("/probe/rows?limit=10&filter=a").send().expect(200);
        String cursor = first.at("/nextCursor").asString();
        Answer second = api.get("/probe/rows?limit=20&filter=a&cursor=" + cursor).send().expect(200);

        assertThat(first.at("/items")).hasSize(10);
        assertThat(second.at("/items/0").asInt()).isEqualTo(11);
        assertThat(second.at("/items")).hasSize(15);
        assertThat(second.at("/nextCursor").isNull()).isTrue();
        api.get("/probe/rows?limit=10&filter=b&cursor=" + cursor).send().expect(400);
    }

    @Test
    void aFailedStatementNamesNoValues() {
        JdbcClient jdbc = TestServer.bean(JdbcClient.class);
        String domain = TestServer.unique("secret") + ".example.org";
        String sql = "insert into excluded_domains (domain, seq) values (:domain, 0), (:domain, 0)";

        assertThatThrownBy(() -> jdbc.sql(sql).param("domain", domain).update())
                .hasStackTraceContaining("duplicate key")
                .satisfies(failed -> assertThat(failed.toString() + failed.getCause()).doesNotContain("secret"));
    }

    @Test
    void csvHoldsAllRowsAndNoFormula() {
        Answer answer = api.get("/probe/rows").accept("text/csv").send().expect(200);

        assertThat(answer.header("Content-Type")).isEqualTo("text/csv;charset=UTF-8");
        assertThat(answer.text().lines()).hasSize(26).startsWith("n,text", "1,'=1").endsWith("25,'=25");
    }
}
