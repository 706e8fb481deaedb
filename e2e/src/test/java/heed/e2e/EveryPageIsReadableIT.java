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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every page on a desk and on a phone, in light and in dark; how each looks is kept in `target/screenshots`.
@Journey
class EveryPageIsReadableIT {

    private static final Path PICTURES = Path.of("target", "screenshots");

    private static final int DESK = 1280;

    /// The narrowest phone that counts.
    private static final int PHONE = 360;

    private static final long MOST_BYTES = 300_000;

    static List<Sheet> sheets(Stage stage) {
        return stage.sitemap();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sheets")
    void everyPageIsReadableByEverybodyEverywhere(Sheet sheet, Stage stage) {
        List<String> found = new ArrayList<>();
        try (Visitor visitor = sheet.open() ? stage.stranger() : stage.operator()) {
            Page page = visitor.page();
            assertThat(page.navigate(sheet.path()).status()).as("answer of %s", sheet.path()).isEqualTo(sheet.status());
            assertThat(Reading.bytes(page)).as("bytes of %s", sheet.path()).isBetween(1L, MOST_BYTES);
            assertThat(visitor.heading().count()).as("headings of %s", sheet.path()).isEqualTo(1);

            found.addAll(Reading.problems(page));
            picture(visitor, sheet, DESK, "light");
            page.setViewportSize(PHONE, 740);
            picture(visitor, sheet, PHONE, "light");
            theme(page, "dark");
            found.addAll(Reading.problemsOfLook(page));
            picture(visitor, sheet, PHONE, "dark");
            page.setViewportSize(DESK, 800);
            picture(visitor, sheet, DESK, "dark");

            found.addAll(visitor.complaints());
            found.addAll(unseen(page, stage));
        }
        assertThat(found).as("%s", sheet.path()).isEmpty();
    }

    @Test
    void theMenuOpensOnAPhoneAndIsReadableInBothThemes(Visitor operator) {
        Page page = operator.page();
        page.setViewportSize(PHONE, 740);
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

    private static void picture(Visitor visitor, Sheet sheet, int width, String theme) {
        visitor.picture(PICTURES.resolve("%s-%d-%s.png".formatted(sheet.name(), width, theme)));
    }
}
