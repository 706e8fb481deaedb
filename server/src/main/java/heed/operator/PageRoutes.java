package heed.operator;

import static heed.operator.Action.ADMINISTER;
import static heed.operator.Action.CHOOSE;
import static heed.operator.Action.DELIVER;
import static heed.operator.Action.EDIT_PROFILES;
import static heed.operator.Action.END_PROFILES;
import static heed.operator.Action.EXPORT;
import static heed.operator.Action.IMPORT;
import static heed.operator.Action.LANDING_PAGES;
import static heed.operator.Action.LOOK;
import static heed.operator.Action.QUARANTINE;
import static heed.operator.Action.SERVICES;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/// Which page of the console, and which form, belongs to which action: the first line that matches counts.
///
/// A page that no line names is for `administer`; the test that walks every route fails when there is one.
public final class PageRoutes {

    private static final List<Route> ALL = List.of(
            route(GET, "/settings/operators/{*rest}", ADMINISTER), route(GET, "/settings/keys/{*rest}", ADMINISTER),
            route(GET, "/deliveries/{id}/target.csv", EXPORT), route(GET, "/deliveries/{id}/exclusions.csv", EXPORT),
            route(GET, "/profiles.csv", EXPORT), route(GET, "/quarantine.csv", EXPORT),
            route(GET, "/ledger.csv", EXPORT), route(GET, "/imports/{id}/errors.csv", EXPORT),
            route(GET, "/feedback/{id}/source", EXPORT), route(GET, "/{*rest}", LOOK),
            route(POST, "/account/{*rest}", LOOK), route(POST, "/deliveries/{id}/what-if", LOOK),
            route(POST, "/landing-pages/{id}/preview", LOOK), route(POST, "/landing-pages/{*rest}", LANDING_PAGES),
            route(POST, "/profiles/{key}/opt-outs", CHOOSE), route(POST, "/profiles/{key}/opt-outs/undo", CHOOSE),
            route(POST, "/profiles/{key}/subscriptions", CHOOSE),
            route(POST, "/services/{name}/subscriptions", CHOOSE), route(POST, "/services/{*rest}", SERVICES),
            route(POST, "/reports/{*rest}", CHOOSE), route(POST, "/ledger/{seq}/void", CHOOSE),
            route(POST, "/profiles/{key}/merge", END_PROFILES), route(POST, "/profiles/{key}/delete", END_PROFILES),
            route(POST, "/profiles/{*rest}", EDIT_PROFILES), route(POST, "/quarantine/{*rest}", QUARANTINE),
            route(POST, "/outbox/{*rest}", QUARANTINE), route(POST, "/feedback/{*rest}", QUARANTINE),
            route(POST, "/imports/{*rest}", IMPORT), route(POST, "/deliveries/{*rest}", DELIVER),
            route(POST, "/settings/{*rest}", ADMINISTER));

    private PageRoutes() {
    }

    /// What the request is.
    public static Action action(HttpServletRequest request) {
        return named(request).orElse(ADMINISTER);
    }

    /// The same; empty when no line names it.
    public static Optional<Action> named(HttpServletRequest request) {
        return ALL.stream().filter(route -> route.matcher.matches(request)).map(Route::action).findFirst();
    }

    /// The lines, for the reference.
    static List<RouteLine> lines() {
        return ALL.stream().map(Route::line).toList();
    }

    private static Route route(@Nullable HttpMethod method, String path, Action action) {
        return new Route(PathPatternRequestMatcher.withDefaults().matcher(method, path),
                new RouteLine(method, path, action.code()), action);
    }

    private record Route(PathPatternRequestMatcher matcher, RouteLine line, Action action) {}
}
