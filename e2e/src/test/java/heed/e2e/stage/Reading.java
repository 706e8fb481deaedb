package heed.e2e.stage;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.CheckedNode;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What keeps somebody from reading a page: WCAG 2.2 AA as far as axe can tell, texts that are missing, and what does
/// not fit into the window.
public final class Reading {

    private static final List<String> TAGS = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa",
            "best-practice");

    private static final List<String> LOOK = List.of("color-contrast", "target-size", "scrollable-region-focusable");

    /// What a page shows for a text that no language has.
    private static final Pattern MISSING = Pattern.compile("\\?\\?[\\w.-]+\\?\\?");

    private static final String TOO_WIDE = """
            () => {
              const wide = document.documentElement.clientWidth;
              if (document.documentElement.scrollWidth <= wide) { return []; }
              return ['the page is ' + document.documentElement.scrollWidth + ' wide'].concat(
                Array.from(document.querySelectorAll('body *'))
                  .filter(e => !e.closest('.table-responsive') && e.getBoundingClientRect().right > wide + 1)
                  .slice(0, 4).map(e => e.outerHTML.slice(0, 160)));
            }""";

    private static final String BYTES = """
            () => performance.getEntries().map(entry => entry.transferSize || 0).reduce((sum, one) => sum + one, 0)""";

    private static final String LINKS = """
            () => Array.from(document.querySelectorAll('a[href^="/"]')).map(link => link.getAttribute('href'))""";

    private Reading() {
    }

    /// As the page stands now; empty when nothing is wrong.
    public static List<String> problems(Page page) {
        List<String> found = violations(new AxeBuilder(page).withTags(TAGS));
        found.addAll(tooWide(page));
        MISSING.matcher(page.content()).results().forEach(text -> found.add("a text is missing: " + text.group()));
        return found;
    }

    /// The same as far as another window or theme can change it.
    public static List<String> problemsOfLook(Page page) {
        List<String> found = violations(new AxeBuilder(page).withRules(LOOK));
        found.addAll(tooWide(page));
        return found;
    }

    /// What came over the wire for the page and all it is drawn with.
    public static long bytes(Page page) {
        return ((Number) page.evaluate(BYTES)).longValue();
    }

    /// Where its links lead to within the console, files to download aside.
    public static List<String> links(Page page) {
        return ((List<?>) page.evaluate(LINKS)).stream().map(String::valueOf)
                .filter(link -> !link.contains(".csv") && !link.startsWith("/docs")).toList();
    }

    private static List<String> violations(AxeBuilder axe) {
        return axe.setLegacyMode(true).analyze().getViolations().stream().map(Reading::told)
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static List<String> tooWide(Page page) {
        return ((List<?>) page.evaluate(TOO_WIDE)).stream().map(wide -> "does not fit: " + wide).toList();
    }

    private static String told(Rule rule) {
        return rule.getNodes().stream().limit(4).map(Reading::told)
                .collect(Collectors.joining("\n  ", rule.getId() + ": " + rule.getHelp() + "\n  ", ""));
    }

    private static String told(CheckedNode node) {
        return node.getHtml() + " · " + node.getFailureSummary().replaceAll("\\s+", " ");
    }
}
