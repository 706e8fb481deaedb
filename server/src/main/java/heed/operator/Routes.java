package heed.operator;

import static heed.operator.Scope.ADMIN;
import static heed.operator.Scope.READ;
import static heed.operator.Scope.SEND;
import static heed.operator.Scope.WRITE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.HEAD;
import static org.springframework.http.HttpMethod.OPTIONS;
import static org.springframework.http.HttpMethod.POST;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/// Which route of `/api/v1` asks for which scope: the first line that matches counts.
///
/// A route that no line names asks for `admin`; `SecurityIT` fails when there is one.
final class Routes {

    private static final String BASE = "/api/v1";

    private static final List<Route> ALL = List.of(
            route(GET, "/{*rest}", READ), route(HEAD, "/{*rest}", READ), route(OPTIONS, "/{*rest}", READ),
            route(POST, "/eligibility", READ), route(POST, "/deliveries/{id}/what-if", READ),
            route(POST, "/deliveries/{id}/hand-off", SEND),
            route(null, "/profiles/{*rest}", WRITE), route(null, "/ledger/{*rest}", WRITE),
            route(null, "/quarantine/{*rest}", WRITE), route(null, "/excluded-domains/{*rest}", WRITE),
            route(null, "/services/{name}/subscriptions/{*rest}", WRITE), route(null, "/services/{*rest}", ADMIN),
            route(null, "/imports/{*rest}", WRITE), route(null, "/deliveries/{*rest}", WRITE),
            route(null, "/feedback/{*rest}", WRITE), route(null, "/api-keys/{*rest}", ADMIN),
            route(null, "/selftest/{*rest}", ADMIN));

    private Routes() {
    }

    /// What the request asks for.
    static Scope scope(HttpServletRequest request) {
        return named(request).orElse(ADMIN);
    }

    /// The same; empty when no line names it.
    static Optional<Scope> named(HttpServletRequest request) {
        return ALL.stream().filter(route -> route.matcher.matches(request)).map(Route::scope).findFirst();
    }

    /// The lines, for the reference.
    static List<RouteLine> lines() {
        return ALL.stream().map(Route::line).toList();
    }

    private static Route route(@Nullable HttpMethod method, String path, Scope scope) {
        return new Route(PathPatternRequestMatcher.withDefaults().matcher(method, BASE + path),
                new RouteLine(method, BASE + path, scope.code()), scope);
    }

    private record Route(PathPatternRequestMatcher matcher, RouteLine line, Scope scope) {}
}
