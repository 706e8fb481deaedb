package heed.e2e.stage;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// What keeps somebody from reading a page: WCAG 2.2 AA as far as axe can tell, texts that are missing, and what does
/// not fit into the window.
public final class Reading {

    private static final Map<String, Object> EVERY_RULE = Map.of("type", "tag", "values",
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"));

    private static final Map<String, Object> CONTRAST = Map.of("type", "rule", "values", List.of("color-contrast"));

    /// Axe itself: half a megabyte, brought into a page once.
    private static final String AXE = "() => { " + AxeBuilder.getAxeScript() + " }";

    private static final String NO_AXE = "() => typeof axe === 'undefined'";

    /// A line for each rule that something breaks. What axe finds right is neither worked out nor sent: there are
    /// thousands of it on a long page.
    private static final String VIOLATIONS = """
            runOnly => axe.run(document, { runOnly: runOnly, resultTypes: ['violations'], iframes: false, preload: false }).then(results =>
              results.violations.map(rule => rule.id + ': ' + rule.help + rule.nodes.slice(0, 4).map(node =>
                '\\n  ' + node.html + ' · ' + node.failureSummary.replace(/\\s+/g, ' ')).join('')))""";

    /// What a page shows for a text that no language has.
    private static final Pattern MISSING = Pattern.compile("\\?\\?[\\w.-]+\\?\\?");

    private static final String TOO_WIDE = """
            () => {
              const wide = document.documentElement.clientWidth;
              if (document.documentElement.scrollWidth <= wide) { return []; }
              return ['the page is ' + document.documentElement.scrollWidth + ' wide'].concat(
                Array.from(document.querySelectorAll('body *'))
                  .filter(e => !e.closest('.table-responsive, .chart') && e.getBoundingClientRect().right > wide + 1)
                  .slice(0, 4).map(e => e.outerHTML.slice(0, 160)));
            }""";

    /// As they were sent, whether or not the browser had them already, with a bit for the head of each answer.
    private static final String BYTES = """
            () => performance.getEntries().map(entry => entry.encodedBodySize ? entry.encodedBodySize + 300 : 0)
              .reduce((sum, one) => sum + one, 0)""";

    private static final String LINKS = """
            () => Array.from(document.querySelectorAll('a[href^="/"]')).map(link => link.getAttribute('href'))""";

    private Reading() {
    }

    /// As the page stands now, by every rule; empty when nothing is wrong.
    public static List<String> problems(Page page) {
        List<String> found = violations(page, EVERY_RULE);
        found.addAll(tooWide(page));
        MISSING.matcher(page.content()).results().forEach(text -> found.add("a text is missing: " + text.group()));
        return found;
    }

    /// What another theme or window alone can change of a page that was looked at by every rule.
    public static List<String> problemsOfLook(Page page) {
        List<String> found = violations(page, CONTRAST);
        found.addAll(tooWide(page));
        return found;
    }

    /// What does not fit into the window.
    public static List<String> tooWide(Page page) {
        return ((List<?>) page.evaluate(TOO_WIDE)).stream().map(wide -> "does not fit: " + wide).toList();
    }

    /// What comes over the wire for the page and all it is drawn with.
    public static long bytes(Page page) {
        return ((Number) page.evaluate(BYTES)).longValue();
    }

    /// Where its links lead to within the console, files to download aside.
    public static List<String> links(Page page) {
        return ((List<?>) page.evaluate(LINKS)).stream().map(String::valueOf)
                .filter(link -> !link.contains(".csv") && !link.startsWith("/docs") && !link.endsWith("/source"))
                .toList();
    }

    private static List<String> violations(Page page, Map<String, Object> rules) {
        if (Boolean.TRUE.equals(page.evaluate(NO_AXE))) {
            page.evaluate(AXE);
        }
        List<String> found = new ArrayList<>();
        ((List<?>) page.evaluate(VIOLATIONS, rules)).forEach(line -> found.add(String.valueOf(line)));
        return found;
    }
}
