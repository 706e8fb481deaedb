package heed.operator;

import static org.assertj.core.api.Assertions.assertThat;

import heed.Reference;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// `docs/reference/roles.md` is what [Role], [Action], [PageRoutes] and [Routes] say. With `-Dheed.reference=write` it is
/// written again.
class RolesReferenceTest {

    @Test
    void thePageOfRolesIsWhatTheCodeSays() throws IOException {
        Reference.compare(Path.of("docs/reference/roles.md"),
                """
                        # Roles and scopes
                        Written by `RolesReferenceTest` from `heed.operator`; `EveryRouteIT` asks every route with every role, every
                        scope and with none.

                        ## What a role may do in the console
                        """
                        + roles()
                        + """

                                ## Which page belongs to which action
                                The first line that matches counts; what no line names is for `administer`. Open to everybody are the
                                sign-in, what pages are drawn with, the reference of the API and the health check, nothing else.

                                """
                        + lines("action", PageRoutes.lines())
                        + """

                                ## Which route of the API asks for which scope
                                The first line that matches counts; what no line names asks for `admin`, and `admin` is good for every
                                route. Without a key the answer is 401, with another scope 403; only the description of the API itself
                                is open.

                                """
                        + lines("scope", Routes.lines()));
    }

    @Test
    void everyActionIsAllowedToSomebodyAndTheAdminMayDoAll() {
        assertThat(Action.values())
                .allSatisfy(action -> assertThat(Role.ADMIN.may(action)).as(action.code()).isTrue());
        assertThat(Arrays.stream(Action.values()).filter(Role.VIEWER::may)).containsExactly(Action.LOOK);
        assertThat(Arrays.stream(Role.values()).filter(role -> role.may(Action.ADMINISTER)))
                .containsExactly(Role.ADMIN);
    }

    private static String roles() {
        List<Role> roles = List.of(Role.values());
        StringBuilder table = new StringBuilder("| action | lets them |"
                + roles.stream().map(role -> " `" + role.code() + "` |").collect(Collectors.joining()) + "\n|---|---|"
                + "---|".repeat(roles.size()) + "\n");
        for (Action action : Action.values()) {
            table.append("| `%s` | %s |%s\n".formatted(action.code(), action.what(), roles.stream()
                    .map(role -> role.may(action) ? " yes |" : "  |").collect(Collectors.joining())));
        }
        return table.toString();
    }

    private static String lines(String asks, List<RouteLine> lines) {
        return "| method | path | %s |\n|---|---|---|\n".formatted(asks) + lines.stream().map(
                line -> "| %s | `%s` | `%s` |\n".formatted(line.method() == null ? "any" : line.method(), line.path(),
                        line.asks()))
                .collect(Collectors.joining());
    }
}
