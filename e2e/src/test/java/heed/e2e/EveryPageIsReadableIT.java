package heed.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import heed.e2e.stage.Journey;
import heed.e2e.stage.Look;
import heed.e2e.stage.Reading;
import heed.e2e.stage.Sheet;
import heed.e2e.stage.Stage;
import heed.e2e.stage.Visitor;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every page, for operators and for recipients, on a desk and on a phone, in light and in dark: by every rule on the
/// desk in light, by those of what another window and theme can change on the phone in dark. How each looks is kept in
/// `target/screenshots`.
///
/// One window for all of them: a page is what its address says, not what was looked at before.
@Journey
@TestInstance(Lifecycle.PER_CLASS)
class EveryPageIsReadableIT {

    private static final long MOST_BYTES = 300_000;

    private final List<Visitor> visitors = new ArrayList<>();
    private Set<String> looked = Set.of();

    static List<Sheet> sheets(Stage stage) {
        return stage.sitemap();
    }

    @BeforeAll
    void come(Stage stage) {
        visitors.add(stage.operator());
        visitors.add(stage.stranger());
        looked = sheets(stage).stream().map(Sheet::shape).collect(Collectors.toSet());
    }

    @AfterAll
    void leave() {
        visitors.forEach(Visitor::close);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sheets")
    void everyPageIsReadableByEverybodyEverywhere(Sheet sheet) {
        Visitor visitor = sheet.open() ? visitors.getLast() : visitors.getFirst();
        int complaintsBefore = visitor.complaints().size();
        Page page = visitor.page();
        Look.DESK_LIGHT.at(page);
        assertThat(page.navigate(sheet.path()).status()).as("answer of %s", sheet.path()).isEqualTo(sheet.status());
        assertThat(Reading.bytes(page)).as("bytes of %s", sheet.path()).isBetween(1L, MOST_BYTES);
        assertThat(visitor.heading().count()).as("headings of %s", sheet.path()).isEqualTo(1);

        List<String> found = new ArrayList<>(unseen(page));
        for (Look look : Look.values()) {
            look.at(page);
            found.addAll(switch (look) {
                case DESK_LIGHT -> Reading.problems(page);
                case PHONE_DARK -> Reading.problemsOfLook(page);
                case PHONE_LIGHT, DESK_DARK -> Reading.tooWide(page);
            });
            visitor.picture(look, sheet.name());
        }

        List<String> complaints = visitor.complaints();
        found.addAll(complaints.subList(complaintsBefore, complaints.size()));
        assertThat(found).as("%s", sheet.path()).isEmpty();
    }

    @Test
    void theMenuOpensOnAPhoneAndIsReadableInBothThemes(Visitor operator) {
        Page page = operator.page();
        Look.PHONE_LIGHT.at(page);
        operator.open("/account");
        assertThat(operator.menu("Ledger").isVisible()).isFalse();
        page.locator("summary[aria-label='Menu']").click();
        assertThat(operator.menu("Ledger").isVisible()).isTrue();

        assertThat(Reading.problems(page)).isEmpty();
        operator.picture(Look.PHONE_LIGHT, "menu");
        Look.PHONE_DARK.at(page);
        operator.picture(Look.PHONE_DARK, "menu");
        assertThat(Reading.problemsOfLook(page)).isEmpty();
        operator.menu("Ledger").click();
        page.waitForURL("**/ledger");
        Look.DESK_DARK.at(page);
        assertThat(Reading.problemsOfLook(page)).isEmpty();
    }

    /// Links to pages that nobody looks at here.
    private List<String> unseen(Page page) {
        return Reading.links(page).stream().filter(link -> !looked.contains(Sheet.shapeOf(link)))
                .map(link -> "not in the sitemap: " + link).toList();
    }
}
