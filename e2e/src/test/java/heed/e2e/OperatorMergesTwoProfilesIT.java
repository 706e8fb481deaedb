package heed.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import heed.e2e.stage.Api;
import heed.e2e.stage.Journey;
import heed.e2e.stage.Stage;
import heed.e2e.stage.Visitor;
import java.util.Map;
import org.junit.jupiter.api.Test;

@Journey
class OperatorMergesTwoProfilesIT {

    @Test
    void whoOptedOutOnEitherStaysOptedOutAndTheOldKeyLeadsToTheNewOne(Visitor operator, Api api, Stage stage) {
        String old = person(api, stage, "old");
        String kept = person(api, stage, "kept");
        api.optOut(old, "email");

        operator.open("/profiles/" + old);
        operator.follow("Merge");
        operator.fill("Key of the profile that stays", kept);
        operator.press("Show what would happen");
        assertThat(operator.row("E-mail").getByRole(AriaRole.CELL)).hasText(
                new String[]{"opted out", "open", "opted out"});
        assertThat(api.decision(kept, "email")).isEqualTo("targeted");

        operator.fill("Reason", "the same person");
        operator.box("I know that this cannot be undone").check();
        operator.press("Merge");
        assertThat(operator.flash()).containsText(old + " is merged into " + kept + ".");
        assertThat(api.decision(kept, "email")).isEqualTo("opted_out");

        operator.open("/profiles/" + old);
        assertThat(operator.heading()).hasText(kept);
        assertThat(operator.flash()).containsText(old + " was merged into " + kept);
    }

    private static String person(Api api, Stage stage, String name) {
        String key = stage.unique(name);
        api.person(key, Map.of("email", key + "@example.org"));
        return key;
    }
}
