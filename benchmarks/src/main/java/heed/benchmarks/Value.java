package heed.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// One measured value: of one repetition or of many.
///
/// @param median the median
/// @param p95 95 of 100 are at most this
/// @param times how many repetitions
/// @param unit `ms`, or what it counts: `bytes a profile`, `requests/s`
public record Value(double median, double p95, int times, String unit) {

    /// The unit of times; in every other one more is not slower.
    public static final String MILLIS = "ms";

    private static final double NANOS = 1e6;

    /// One turn of a repetition.
    public interface Turn {
        /// Does the work of this turn, counted from 0 with the warm-ups, and gives the nanoseconds it took: what is
        /// made ready before is not counted.
        long nanos(int turn) throws Exception;
    }

    /// Something that takes time.
    public interface Work {
        void run() throws Exception;
    }

    /// Runs warm-ups, then the turns that count.
    public static Value ofTurns(int warmUps, int times, Turn turn) throws Exception {
        double[] millis = new double[times];
        for (int i = 0; i < warmUps + times; i++) {
            long nanos = turn.nanos(i);
            if (i >= warmUps) {
                millis[i - warmUps] = nanos / NANOS;
            }
        }
        return of(millis, MILLIS);
    }

    /// Runs two things by turns, warm-ups first, so that whatever else the machine does meets both; gives both values.
    public static List<Value> byTurns(int warmUps, int times, Turn first, Turn second) throws Exception {
        double[] ofFirst = new double[times];
        double[] ofSecond = new double[times];
        for (int i = 0; i < warmUps + times; i++) {
            long nanosOfFirst = first.nanos(i);
            long nanosOfSecond = second.nanos(i);
            if (i >= warmUps) {
                ofFirst[i - warmUps] = nanosOfFirst / NANOS;
                ofSecond[i - warmUps] = nanosOfSecond / NANOS;
            }
        }
        return List.of(of(ofFirst, MILLIS), of(ofSecond, MILLIS));
    }

    /// How long it takes.
    public static long nanos(Work work) throws Exception {
        long start = System.nanoTime();
        work.run();
        return System.nanoTime() - start;
    }

    /// Of these values.
    public static Value of(double[] values, String unit) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int p95 = (int) Math.ceil(sorted.length * 0.95) - 1;
        return new Value(sorted[sorted.length / 2], sorted[p95], sorted.length, unit);
    }

    /// Of one single measurement.
    public static Value once(double value, String unit) {
        return new Value(value, value, 1, unit);
    }

    /// As the table shows it.
    public String text() {
        String what = number(median) + " " + unit;
        return times == 1
                ? what + " (once)"
                : "%s (p95 %s; %d runs)".formatted(what, number(p95), times);
    }

    private static String number(double value) {
        String format = value >= 100 ? "%,.0f" : value >= 10 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, format, value);
    }
}
