package heed.benchmarks;

import java.util.Locale;

/// One line of the table: Heed's value, that of the other side, and what must be reached.
///
/// @param id its name in the result file, the same in every run
/// @param what what is measured
/// @param heed Heed's value
/// @param peer what it is compared with; empty when the bar is a plain number
/// @param theirs the other side's value; Heed's own when the bar is a plain number
/// @param ratio what is compared with the bar
/// @param bar what must be reached, in words
/// @param reached whether it is
public record Figure(String id, String what, Value heed, String peer, Value theirs, double ratio, String bar,
        boolean reached) {

    /// Heed's median time must be at least this many times shorter than the other side's.
    public static Figure faster(String id, String what, Value heed, String peer, Value theirs, double times) {
        double ratio = theirs.median() / heed.median();
        String bar = String.format(Locale.ROOT, "≥ %s×", plain(times));
        return new Figure(id, what, heed, peer, theirs, ratio, bar, ratio >= times);
    }

    /// Heed's median time may be at most this many times as long as the other side's.
    public static Figure within(String id, String what, Value heed, String peer, Value theirs, double times) {
        double ratio = heed.median() / theirs.median();
        String bar = String.format(Locale.ROOT, "≤ %s×", plain(times));
        return new Figure(id, what, heed, peer, theirs, ratio, bar, ratio <= times);
    }

    /// Heed must reach this share of the other side's speed; both values are times.
    public static Figure speed(String id, String what, Value heed, String peer, Value theirs, double share) {
        double ratio = theirs.median() / heed.median();
        String bar = String.format(Locale.ROOT, "≥ %.0f %% of its speed", share * 100);
        return new Figure(id, what, heed, peer, theirs, ratio, bar, ratio >= share);
    }

    /// Heed must reach this share of the other side's rate; both values are rates, as `requests/s`.
    public static Figure rate(String id, String what, Value heed, String peer, Value theirs, double share) {
        double ratio = heed.median() / theirs.median();
        String bar = String.format(Locale.ROOT, "≥ %.0f %% of its rate", share * 100);
        return new Figure(id, what, heed, peer, theirs, ratio, bar, ratio >= share);
    }

    /// Heed's value may be at most this, whatever others do.
    public static Figure atMost(String id, String what, Value heed, double most) {
        String bar = "≤ " + plain(most) + " " + heed.unit();
        return new Figure(id, what, heed, "", heed, heed.median(), bar, heed.median() <= most);
    }

    /// Heed's value must be at least this, whatever others do.
    public static Figure atLeast(String id, String what, Value heed, double least) {
        String bar = "≥ " + plain(least) + " " + heed.unit();
        return new Figure(id, what, heed, "", heed, heed.median(), bar, heed.median() >= least);
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }
}
