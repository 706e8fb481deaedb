package heed.ledger.trend;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/// How much happened day by day.
///
/// @param days one after the other, the oldest first, days on which nothing happened included
/// @param complete false while the job has yet to count what was recorded last
public record Trend(List<Day> days, boolean complete) {

    public Trend {
        days = List.copyOf(days);
    }

    /// A day of somebody's time zone.
    ///
    /// @param day the day
    /// @param counts how much happened; what did not is not in it
    public record Day(LocalDate day, Map<Happening, Long> counts) {

        public Day {
            counts = Map.copyOf(counts);
        }

        /// How often that happened.
        public long count(Happening what) {
            return counts.getOrDefault(what, 0L);
        }
    }

    /// Did nothing happen on any day?
    public boolean isEmpty() {
        return days.stream().allMatch(day -> day.counts().isEmpty());
    }
}
