package heed.subscription.page;

import heed.web.Problem;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How long a subscription lasts, as a form takes it: a number and its unit.
///
/// @param unit `D`, `W`, `M`, `Y`, or, for a period that is none of these alone, the period itself as `P1M15D`
/// @param amount how many of them
record Validity(String unit, int amount) {

    static final List<String> UNITS = List.of("D", "W", "M", "Y");

    private static final int WEEK = 7;
    private static final int YEAR = 12;

    /// The same period in as few units as there can be; null for none.
    static @Nullable Validity of(@Nullable Period period) {
        if (period == null) {
            return null;
        }
        long months = period.toTotalMonths();
        int days = (int) period.get(ChronoUnit.DAYS);
        if (months != 0 && days != 0) {
            return new Validity(period.toString(), 1);
        }
        if (days != 0) {
            return days % WEEK == 0 ? new Validity("W", days / WEEK) : new Validity("D", days);
        }
        return months % YEAR == 0
                ? new Validity("Y", (int) (months / YEAR))
                : new Validity("M", (int) months);
    }

    /// The period that the fields say, as the API takes it; null for none.
    ///
    /// @throws Problem 400 for what is no number
    static @Nullable String period(@Nullable String amount, String unit) {
        if (unit.startsWith("P")) {
            return unit;
        }
        if (amount == null) {
            return null;
        }
        boolean fits = amount.matches("[0-9]{1,5}") && UNITS.contains(unit);
        if (!fits) {
            throw Problem.badRequest("validity", "must be a whole number of days, weeks, months or years");
        }
        return "P" + amount + unit;
    }

    /// The last part of the key of its text.
    public String key() {
        return UNITS.contains(unit) ? unit : "mixed";
    }

    /// What its text names.
    public Object said() {
        return UNITS.contains(unit) ? (Object) amount : unit;
    }
}
