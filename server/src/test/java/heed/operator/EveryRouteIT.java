package heed.operator;

import static org.assertj.core.api.Assertions.assertThat;

import heed.ledger.Actor;
import heed.operator.people.Operators;
import heed.testing.Answer;
import heed.testing.Api;
import heed.testing.Browser;
import heed.testing.TestServer;
import heed.web.page.PublicPaths;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/// Walks every route of the application with every role and with none, and every route of the API with every scope and
/// with none: each is open exactly where docs/reference/roles.md says so.
class EveryRouteIT {

    private static final String PASSWORD = "a long enough password";

    /// What needs no sign-in: the sign-in itself, what pages are drawn with, the reference, errors.
    private static final List<String> OPEN = List.of("/login", "/assets/", "/docs", "/error", "/actuator/health");

    /// Ends the walker's own session.
    private static final List<String> ENDS_THE_SESSION = List.of("/account/sign-out-everywhere", "/account/password");

    /// `{id}`, `{*rest}` or `{id:[0-9]{1,18}}`.
    private static final Pattern PLACE = Pattern.compile("\\{[^{}]*(\\{[^{}]*}[^{}]*)*}");

    private record Route(String method, String path) {

        MockHttpServletRequest request() {
            var request = new MockHttpServletRequest(method, path);
            ServletRequestPathUtils.parseAndCache(request);
            return request;
        }
    }

    @Test
    void everyPageHasAnAction() {
        assertThat(pages()).isNotEmpty().allSatisfy(
                page -> assertThat(PageRoutes.named(page.request())).as(page.toString()).isPresent());
    }

    @Test
    void aStrangerIsLedToTheSignIn() {
        assertThat(pages()).allSatisfy(page -> {
            Browser stranger = new Browser(TestServer.url());
            stranger.get("/login");
            HttpResponse<String> answer = ask(stranger, page);
            assertThat(answer.uri().getPath()).as(page.toString()).isEqualTo("/login");
        });
    }

    @Test
    void aFormWithoutTheTokenIsRefused() {
        Browser browser = signedIn(Role.ADMIN);
        String before = browser.get("/settings").body();

        HttpResponse<String> answer = browser.postForm("/settings", "name=forged&color=%23000000&reason=none");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(before).doesNotContain("forged");
        assertThat(browser.get("/settings").body()).doesNotContain("forged");
    }

    @ParameterizedTest
    @EnumSource
    void aRoleOpensItsPagesAndNoOther(Role role) {
        Browser browser = signedIn(role);
        List<String> wrong = new ArrayList<>();
        for (Route page : pages()) {
            boolean may = role.may(PageRoutes.action(page.request()));
            if (!ENDS_THE_SESSION.contains(page.path())) {
                HttpResponse<String> answer = ask(browser, page);
                boolean let = answer.statusCode() != 403 && !answer.uri().getPath().equals("/login");
                if (let != may || answer.statusCode() == 500) {
                    wrong.add("%s for %s: %d".formatted(page, role, answer.statusCode()));
                }
            }
        }

        assertThat(wrong).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aScopeOpensItsRoutesOfTheApiAndNoOther(Scope scope) {
        Api own = TestServer.api().as(TestServer.api().post("/api-keys")
                .json(Map.of("label", "walk " + scope, "scopes", List.of(scope.code()))).send().expect(201).at("/key")
                .asString());
        List<String> wrong = new ArrayList<>();
        for (Route route : api()) {
            boolean may = Routes.scope(route.request()).in(List.of(scope.code()));
            Answer answer = own.raw(route.method(), route.path()).send();
            if (may == (answer.status() == 403) || answer.status() == 401 || answer.status() == 500) {
                wrong.add("%s for %s: %d".formatted(route, scope, answer.status()));
            }
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void withoutAKeyNoRouteOfTheApiIsOpen() {
        Api nobody = TestServer.api().as("");

        assertThat(api()).allSatisfy(route -> assertThat(nobody.raw(route.method(), route.path()).send().status())
                .as(route.toString()).isEqualTo(401));
    }

    private static HttpResponse<String> ask(Browser browser, Route page) {
        return page.method().equals("GET") ? browser.get(page.path()) : browser.post(page.path(), Map.of());
    }

    private static Browser signedIn(Role role) {
        String name = TestServer.unique("walker." + role.code());
        TestServer.bean(Operators.class).make(name, role, PASSWORD, Actor.SYSTEM);
        Browser browser = new Browser(TestServer.url());
        assertThat(browser.signIn(name, PASSWORD).uri().getPath()).isNotEqualTo("/login");
        return browser;
    }

    private static List<Route> pages() {
        return routes().stream()
                .filter(route -> !route.path().startsWith("/api/") && OPEN.stream().noneMatch(route.path()::startsWith)
                        && !isPublic(route.path()))
                .toList();
    }

    /// What recipients reach has a security chain of its own, and tests of its own.
    private static boolean isPublic(String path) {
        return PublicPaths.PATTERNS.stream().map(pattern -> pattern.replace("{*rest}", "")).anyMatch(path::startsWith);
    }

    private static List<Route> api() {
        return routes().stream().filter(route -> route.path().startsWith("/api/v1/")
                && !route.path().startsWith("/api/v1/probe") && !route.path().equals("/api/v1/openapi.json")).toList();
    }

    private static List<Route> routes() {
        Map<String, Route> routes = new TreeMap<>();
        for (RequestMappingInfo mapping : TestServer
                .bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class).getHandlerMethods()
                .keySet()) {
            for (String pattern : mapping.getPatternValues()) {
                String path = PLACE.matcher(pattern).replaceAll("987654321");
                mapping.getMethodsCondition().getMethods().forEach(
                        method -> routes.put(path + " " + method, new Route(method.name(), path)));
            }
        }
        return List.copyOf(routes.values());
    }
}
