package heed.rules.optout;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;

/// What a person, or somebody on their behalf, wanted at a moment. A voided choice is left out before folding.
///
/// @param at when it was made (not when it arrived), cut to microseconds
/// @param act what it does to the switches
/// @param seq the ledger entry that recorded it
public record Choice(Instant at, Act act, long seq) {

    /// The order of the fold: by moment; at one moment opt-in, then replace, then opt-out. `seq` only tells which of
    /// two choices that do the same is named as evidence.
    public static final Comparator<Choice> ORDER = Comparator.comparing(Choice::at)
            .thenComparingInt(choice -> choice.act().rank()).thenComparingLong(Choice::seq);

    public Choice {
        at = at.truncatedTo(ChronoUnit.MICROS);
    }
}
