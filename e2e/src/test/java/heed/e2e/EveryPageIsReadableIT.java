package heed.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import heed.e2e.stage.Journey;
import heed.e2e.stage.Reading;
import heed.e2e.stage.Sheet;
import heed.e2e.stage.Stage;
import heed.e2e.stage.Visitor;
import java.nio.file.Path;
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

/// Every page on a desk and on a phone, in light and in dark: by every rule on the desk in light and on the phone in
/// dark, and what the others can change. With `-Dheed.pictures` how each looks is kept in `target/screenshots`.
///
/// One window for all of them: a page is what its address says, not what was looked at before.
@Journey
@TestInstance(Lifecycle.PER_CLASS)
class EveryPageIsReadableIT {

    private static final Path PICTURES = Path.of("target", "screenshots");

    private static final boolean DRAW = System.getProperty("heed.pictures") != null;

    private static final int DESK = 1280;

    /// The narrowest phone that counts.
    private static final int PHONE = 360;

    private static final long MOST_BYTES = 300_000;

    private final List<Visitor> visitors = new ArrayList<>();

    static List<Sheet> sheets(Stage stage) {
        return stage.sitemap();
    }

    @BeforeAll
    void come(Stage stage) {
        visitors.add(stage.operator());
        visitors.add(stage.stranger());
    }

    @AfterAll
    void leave() {
        visitors.forEach(Visitor::close);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sheets")
    void everyPageIsReadableByEverybodyEverywhere(Sheet sheet, Stage stage) {
        Visitor visitor = sheet.open() ? visitors.getLast() : visitors.getFirst();
        int complaintsBefore = visitor.complaints().size();
        Page page = visitor.page();
        window(page, DESK);
        assertThat(page.navigate(sheet.path()).status()).as("answer of %s", sheet.path()).isEqualTo(sheet.status());
        assertThat(Reading.bytes(page)).as("bytes of %s", sheet.path()).isBetween(1L, MOST_BYTES);
        assertThat(visitor.heading().count()).as("headings of %s", sheet.path()).isEqualTo(1);

        List<String> found = new ArrayList<>(Reading.problems(page));
        found.addAll(unseen(page, stage));
        picture(visitor, sheet, DESK, "light");
        theme(page, "dark");
        found.addAll(Reading.problemsOfLook(page));
        picture(visitor, sheet, DESK, "dark");
        window(page, PHONE);
        found.addAll(Reading.problems(page));
        picture(visitor, sheet, PHONE, "dark");
        theme(page, "light");
        found.addAll(Reading.problemsOfLook(page));
        picture(visitor, sheet, PHONE, "light");

        List<String> complaints = visitor.complaints();
        found.addAll(complaints.subList(complaintsBefore, complaints.size()));
        assertThat(found).as("%s", sheet.path()).isEmpty();
    }

    @Test
    void theMenuOpensOnAPhoneAndIsReadableInBothThemes(Visitor operator) {
        Page page = operator.page();
        window(page, PHONE);
        operator.open("/account");
        assertThat(operator.menu("Ledger").isVisible()).isFalse();
        page.locator("summary[aria-label='Menu']").click();
        assertThat(operator.menu("Ledger").isVisible()).isTrue();

        assertThat(Reading.problems(page)).isEmpty();
        theme(page, "dark");
        assertThat(Reading.problemsOfLook(page)).isEmpty();
        operator.menu("Ledger").click();
        page.waitForURL("**/ledger");
    }

    /// Links to pages that nobody looks at here.
    private static List<String> unseen(Page page, Stage stage) {
        Set<String> seen = stage.sitemap().stream().map(Sheet::shape).collect(Collectors.toSet());
        return Reading.links(page).stream().filter(link -> !seen.contains(Sheet.shapeOf(link)))
                .map(link -> "not in the sitemap: " + link).toList();
    }

    private static void theme(Page page, String theme) {
        page.evaluate("theme => document.documentElement.setAttribute('data-bs-theme', theme)", theme);
    }

    private static void window(Page page, int width) {
        page.setViewportSize(width, width == PHONE ? 740 : 800);
    }

    private static void picture(Visitor visitor, Sheet sheet, int width, String theme) {
        if (DRAW) {
            visitor.picture(PICTURES.resolve("%s-%d-%s.png".formatted(sheet.name(), width, theme)));
        }
    }
}
