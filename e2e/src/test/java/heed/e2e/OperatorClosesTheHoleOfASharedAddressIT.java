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
class OperatorClosesTheHoleOfASharedAddressIT {

    @Test
    void whoSharesTheAddressOfSomebodyOptedOutIsFoundAndNoLongerContactedThere(Visitor operator, Api api,
            Stage stage) {
        String phone = stage.phone();
        String leaver = stage.unique("leaver");
        String housemate = stage.unique("housemate");
        api.person(leaver, Map.of("phone", phone));
        api.person(housemate, Map.of("phone", phone));
        api.optOut(leaver, "phone");
        assertThat(api.decision(housemate, "phone")).isEqualTo("targeted");

        operator.open("/").menu("Reports").click();
        operator.choose("Channel", "Phone");
        operator.press("Filter");
        assertThat(operator.row(housemate)).containsText(leaver);
        operator.row(housemate).getByRole(AriaRole.BUTTON).click();

        assertThat(operator.flash()).containsText("The opt-out of " + leaver + " now counts for its addresses");
        assertThat(operator.row(housemate)).hasCount(0);
        assertThat(api.decision(housemate, "phone")).isEqualTo("address_denylisted");

        operator.flash().getByRole(AriaRole.BUTTON).click();
        assertThat(operator.flash()).containsText("undone");
        assertThat(api.decision(housemate, "phone")).isEqualTo("targeted");
    }
}
