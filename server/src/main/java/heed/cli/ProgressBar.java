package heed.cli;

import java.io.Console;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/// One line that says how far something is, how fast, and how long it will take: drawn over itself on a terminal,
/// elsewhere one line every ten seconds.
public final class ProgressBar {

    private static final int WIDTH = 30;
    private static final long REDRAW_NANOS = Duration.ofMillis(200).toNanos();
    private static final long LINE_NANOS = Duration.ofSeconds(10).toNanos();
    private static final double BILLION = 1e9;

    private final PrintWriter out;
    private final boolean terminal;
    private final String what;
    private final String unit;
    private final long begun = System.nanoTime();
    private long drawn = begun;
    private int longest;

    /// @param what is going on, such as `uploading`
    /// @param unit what is counted, such as `rows`
    public ProgressBar(PrintWriter out, boolean terminal, String what, String unit) {
        this.out = out;
        this.terminal = terminal;
        this.what = what;
        this.unit = unit;
    }

    /// Draws, unless it was drawn a moment ago.
    ///
    /// @param part 0 to 1
    /// @param count how many units are done
    public void update(double part, double count) {
        long now = System.nanoTime();
        if (now - drawn >= (terminal ? REDRAW_NANOS : LINE_NANOS)) {
            drawn = now;
            draw(line(part, count, now - begun), false);
        }
    }

    /// Draws the end.
    public void done(double count) {
        draw(line(1, count, System.nanoTime() - begun), true);
    }

    /// Takes the line away again, on a terminal.
    public void clear() {
        if (terminal && longest > 0) {
            out.print("\r" + " ".repeat(longest) + "\r");
            out.flush();
        }
    }

    /// Does a person watch?
    public static boolean isWatched() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    }

    private void draw(String line, boolean last) {
        longest = Math.max(longest, line.length());
        if (terminal) {
            out.print("\r" + line + " ".repeat(longest - line.length()) + (last ? System.lineSeparator() : ""));
        } else {
            out.println(line);
        }
        out.flush();
    }

    private String line(double part, double count, long nanos) {
        double bounded = Math.clamp(part, 0, 1);
        int full = (int) (bounded * WIDTH);
        double seconds = Math.max(nanos / BILLION, 1e-3);
        return "%-9s [%s%s] %3d %%  %,.0f %s  %,.0f %s/s  %s".formatted(what, "#".repeat(full),
                "-".repeat(WIDTH - full), (int) (bounded * 100), count, unit, count / seconds, unit,
                left(bounded, seconds));
    }

    private static String left(double part, double seconds) {
        if (part >= 1) {
            return time(seconds);
        }
        return part < 0.005 ? "" : time(seconds / part - seconds) + " left";
    }

    private static String time(double seconds) {
        Duration time = Duration.ofSeconds(Math.round(seconds));
        return time.toHours() > 0
                ? String.format(Locale.ROOT, "%d:%02d:%02d", time.toHours(), time.toMinutesPart(), time.toSecondsPart())
                : String.format(Locale.ROOT, "%d:%02d", time.toMinutes(), time.toSecondsPart());
    }
}
