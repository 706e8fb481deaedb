package heed.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import heed.e2e.stage.Journey;
import heed.e2e.stage.Stage;
import heed.e2e.stage.Stranger;
import heed.e2e.stage.Visitor;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

@Journey
class StrangerIsTurnedAwayIT {

    private static final Pattern SIGN_IN = Pattern.compile("/login(\\?.*)?$");

    @Test
    void aStrangerIsLedToTheSignInAndWithTheRightPasswordOnToWhereTheyWanted(@Stranger Visitor stranger, Stage stage) {
        stranger.open("/quarantine");
        assertThat(stranger.page()).hasURL(SIGN_IN);

        stranger.signIn(stage.name(), "not the password");
        assertThat(stranger.page().getByRole(AriaRole.ALERT))
                .hasText("Name or password is wrong.");

        stranger.signIn(stage.name(), stage.password());
        assertThat(stranger.heading()).hasText("Quarantine");
    }

    @Test
    void whoeverSignsOutHasToSignInAgain(@Stranger Visitor operator, Stage stage) {
        operator.open("/login").signIn(stage.name(), stage.password());
        operator.press("Sign out");
        assertThat(operator.page().getByText("You are signed out.")).isVisible();

        operator.open("/ledger");
        assertThat(operator.page()).hasURL(SIGN_IN);
    }

    @Test
    void aViewerLooksAtEverythingAndIsOfferedNoChange(Visitor admin, @Stranger Visitor viewer, Stage stage) {
        String name = stage.unique("viewer");
        admin.open("/settings/operators");
        admin.fill("Name", name);
        admin.page().locator("#role").selectOption("viewer");
        admin.page().locator("#new-password").fill("a password for a viewer");
        admin.press("Add an operator");
        assertThat(admin.flash()).containsText(name + " can sign in now.");

        viewer.open("/login").signIn(name, "a password for a viewer");
        viewer.open("/quarantine");
        assertThat(viewer.heading()).hasText("Quarantine");
        assertThat(viewer.link("Add an address")).hasCount(0);
        assertThat(viewer.link("Release many")).hasCount(0);
        viewer.open("/settings/keys");
        assertThat(viewer.page().getByText("Your role does not allow this")).isVisible();
    }
}
