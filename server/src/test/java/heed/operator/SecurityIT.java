package heed.operator;

import static org.assertj.core.api.Assertions.assertThat;

import heed.testing.Answer;
import heed.testing.Api;
import heed.testing.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

class SecurityIT {

    private final Api api = TestServer.api();

    @Test
    void withoutAKeyNothingIsAnswered() {
        Answer answer = api.as("").get("/api-keys").send().expect(401);

        assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.at("/detail").asString()).contains("Authorization: Bearer <key>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"wrong", "heed_wrong", "'; drop table api_keys; --", TestServer.ADMIN_KEY + "x"})
    void anUnknownKeyOpensNothing(String key) {
        api.as(key).get("/api-keys").send().expect(401);
        api.as(key).get("/no-such-route").send().expect(401);
    }

    @Test
    void aKeyIsShownOnceAndWorksUntilRevoked() {
        Answer made = make("a label", "read");
        String id = made.at("/id").asString();
        Api own = api.as(made.at("/key").asString());

        own.get("/api-keys").send().expect(200);
        assertThat(api.get("/api-keys?limit=1000").send().expect(200).text()).contains("a label")
                .doesNotContain(made.at("/key").asString());

        api.delete("/api-keys/" + id).send().expect(204);
        own.get("/api-keys").send().expect(401);
        api.delete("/api-keys/" + id).send().expect(404);
        assertThat(TestServer.bean(JdbcClient.class).sql("""
                select string_agg(kind, ',' order by seq) from ledger where change->>'id' = :id
                """).param("id", id).query(String.class).single()).isEqualTo("api_key_created,api_key_revoked");
    }

    @Test
    void theKeyItselfIsNowhereInTheDatabase() {
        String key = make("hidden", "read").at("/key").asString();

        assertThat(TestServer.bean(JdbcClient.class)
                .sql("select string_agg(k::text, ' ') || (select string_agg(l::text, ' ') from ledger l) from api_keys k")
                .query(String.class).single()).doesNotContain(key).contains("hidden");
    }

    @ParameterizedTest
    @CsvSource({"read,GET,/api-keys,200", "write,GET,/api-keys,403", "send,GET,/api-keys,403",
            "admin,GET,/api-keys,200", "write,POST,/api-keys,403", "read,POST,/eligibility,!403",
            "write,POST,/deliveries,!403", "read,POST,/deliveries,403", "write,POST,/deliveries/1/hand-off,403",
            "send,POST,/deliveries/1/hand-off,!403", "read,POST,/deliveries/1/what-if,!403",
            "read,PUT,/profiles/a%2Fb,403", "write,PUT,/profiles/a%2Fb,!403",
            "read,DELETE,/profiles/x/opt-outs/all,403",
            "write,POST,/services,403", "write,PUT,/services/n/subscriptions/p,!403", "read,POST,/imports,403",
            "read,POST,/ledger/1/void,403", "admin,POST,/deliveries/1/hand-off,!403"})
    void aScopeOpensItsRoutesAndNoOther(String scope, String method, String path, String expected) {
        Answer answer = api.as(make(scope, scope).at("/key").asString()).call(method, path).json("{}").send();

        if (expected.startsWith("!")) {
            assertThat(answer.status()).as(answer.toString()).isNotIn(401, 403);
        } else {
            answer.expect(Integer.parseInt(expected));
        }
    }

    @Test
    void aRefusalNamesTheMissingScope() {
        Answer answer = api.as(make("reader", "read").at("/key").asString()).post("/imports").send().expect(403);

        assertThat(answer.at("/detail").asString()).contains("scope write");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"label\":\"x\"}", "{\"label\":\"x\",\"scopes\":[]}",
            "{\"label\":\"x\",\"scopes\":[\"root\"]}", "{\"label\":\"x\",\"scopes\":[null]}",
            "{\"label\":\"\",\"scopes\":[\"read\"]}", "{\"label\":\"a\\nb\",\"scopes\":[\"read\"]}",
            "{\"label\":\"x\",\"scopes\":\"read\"}", "{\"label\":\"x\",\"scopes\":[\"read\"],\"more\":1}"})
    void aKeyNeedsALabelAndKnownScopes(String body) {
        api.post("/api-keys").json(body).send().expect(400);
    }

    @Test
    void everyRouteIsNamedInTheTable() {
        List<String> unnamed = new ArrayList<>();
        TestServer.bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class).getHandlerMethods().keySet()
                .forEach(route -> unnamed.addAll(unnamed(route)));

        assertThat(unnamed).isEmpty();
    }

    @Test
    void answersAreNeitherFramedNorSniffedNorCached() {
        Answer answer = api.get("/api-keys").send().expect(200);

        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Content-Security-Policy")).contains("default-src 'none'");
        assertThat(answer.header("Cache-Control")).contains("no-store");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(answer.header("Set-Cookie")).isNull();
        assertThat(answer.header("Server")).isNull();
    }

    @Test
    void onlyHealthIsOpenOfTheActuator() {
        assertThat(api.as("").raw("GET", "/actuator/health").send().expect(200).text())
                .contains("\"status\":\"UP\"").doesNotContain("components").doesNotContain("details");
        api.raw("GET", "/actuator/env").send().expect(404);
        api.raw("GET", "/actuator").send().expect(404);
        api.raw("GET", "/v3/api-docs").send().expect(404);
    }

    private Answer make(String label, String scope) {
        return api.post("/api-keys").json("{\"label\":\"" + label + "\",\"scopes\":[\"" + scope + "\"]}").send()
                .expect(201);
    }

    private static List<String> unnamed(RequestMappingInfo route) {
        Set<RequestMethod> methods = route.getMethodsCondition().getMethods();
        return route.getPatternValues().stream()
                .filter(path -> path.startsWith("/api/") && !path.startsWith("/api/v1/probe"))
                .flatMap(path -> methods.stream().filter(method -> !named(method.name(), path))
                        .map(method -> method + " " + path))
                .toList();
    }

    private static boolean named(String method, String path) {
        var request = new MockHttpServletRequest(method, path.replaceAll("\\{[^}]*}", "x"));
        ServletRequestPathUtils.parseAndCache(request);
        return Routes.named(request).isPresent();
    }
}
