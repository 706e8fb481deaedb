package heed.profile.choice;

import heed.rules.Origin;
import heed.rules.optout.Choice;
import heed.rules.optout.OptOuts;
import heed.rules.optout.Switch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One profile's switches while a batch takes its choices one after another.
///
/// Entries get their sequences after the whole batch is folded; until then place `n` of the batch stands as
/// `PROVISIONAL + n`, above every real sequence and in the order of the batch.
public final class BatchFold {

    private static final long PROVISIONAL = Long.MAX_VALUE / 2;

    private final OptOuts stored;
    private final List<Choice> known;
    private OptOuts current;
    private @Nullable Instant newest;

    /// A profile before the batch.
    ///
    /// @param stored its stored switches
    /// @param newest when its newest known choice was made, or null
    /// @param known all its choices that count, needed only when the batch holds one that is not the newest
    public BatchFold(OptOuts stored, @Nullable Instant newest, List<Choice> known) {
        this.stored = stored;
        this.current = stored;
        this.newest = newest;
        this.known = new ArrayList<>(known);
    }

    /// The switches now.
    public OptOuts current() {
        return current;
    }

    /// Takes a choice whose entry stands at `place` of the batch.
    public void take(Choice choice, int place) {
        Choice placed = new Choice(choice.at(), choice.act(), PROVISIONAL + place);
        known.add(placed);
        Instant last = newest;
        if (last == null || placed.at().isAfter(last)) {
            current = current.after(placed);
            newest = placed.at();
        } else {
            current = OptOuts.fold(known);
        }
    }

    /// What to write, once the entries of the batch have their sequences.
    public SwitchChanges changes(long[] seqs) {
        Map<Switch, Origin> on = new EnumMap<>(Switch.class);
        current.switches().forEach((one, origin) -> on.put(one, origin.seq() < PROVISIONAL
                ? origin
                : new Origin(origin.since(), seqs[(int) (origin.seq() - PROVISIONAL)])));
        return SwitchChanges.between(stored, new OptOuts(on));
    }
}
