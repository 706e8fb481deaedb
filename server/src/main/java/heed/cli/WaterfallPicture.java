package heed.cli;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The waterfall of an analysis as a text picture: from the audience, cause by cause, down to the target.
///
/// Each bar stands where its people were before: what it takes away and what is left below it add up to the width.
/// Causes that nobody has share one line at the end.
public final class WaterfallPicture {

    private static final int WIDTH = 40;

    private static final String ROW = "%-28s %12s %12s %12s   %s".stripTrailing();

    /// One cause.
    ///
    /// @param cause its code
    /// @param detail the detail of the cause, null for none
    /// @param deciding those of whom it is the first cause
    /// @param matching those of whom it is a cause
    /// @param only those of whom it is the single cause
    public record Bar(String cause, @Nullable String detail, long deciding, long matching, long only) {

        private String label() {
            return detail == null ? cause : cause + ": " + detail;
        }
    }

    private WaterfallPicture() {
    }

    /// The picture, line by line.
    public static List<String> draw(long audience, long target, List<Bar> causes) {
        List<String> lines = new ArrayList<>();
        lines.add(row("", "deciding", "matching", "only", ""));
        lines.add(row("audience", number(audience), "", "", "█".repeat(audience == 0 ? 0 : WIDTH)));
        long left = audience;
        for (Bar bar : causes) {
            if (bar.matching() > 0) {
                left -= bar.deciding();
                lines.add(row("- " + bar.label(), number(bar.deciding()), number(bar.matching()), number(bar.only()),
                        removed(left, bar.deciding(), audience)));
            }
        }
        lines.add(row("= target", number(target), "", "", "█".repeat(cells(target, audience))));
        Set<String> nobody = new LinkedHashSet<>();
        causes.forEach(bar -> nobody.add(bar.cause()));
        causes.stream().filter(bar -> bar.matching() > 0).forEach(bar -> nobody.remove(bar.cause()));
        if (!nobody.isEmpty()) {
            lines.add("  nobody: " + String.join(", ", nobody));
        }
        return lines;
    }

    private static String row(String label, String deciding, String matching, String only, String bar) {
        return ROW.formatted(label, deciding, matching, only, bar).stripTrailing();
    }

    /// At least a sliver for whoever is taken away, so that no cause looks like none.
    private static String removed(long left, long deciding, long audience) {
        int from = cells(left, audience);
        int length = cells(left + deciding, audience) - from;
        return " ".repeat(from) + (length > 0 ? "░".repeat(length) : deciding > 0 ? "▏" : "");
    }

    private static int cells(long people, long audience) {
        return audience == 0 ? 0 : (int) Math.ceilDiv(people * WIDTH, audience);
    }

    private static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
