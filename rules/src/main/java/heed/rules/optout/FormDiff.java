package heed.rules.optout;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// What a form of boxes, one for each switch, asks for (semantics §1, "A form never replaces").
///
/// Promises: only boxes that differ from what the form showed become choices, all for one moment; a switch that went
/// on after the form was shown, again or for the first time, is never lifted by it; where nothing went on or off
/// meanwhile, the switches are afterwards what the form says, but for those that are `withheld`.
///
/// @param acts what to record, in the order of the fold at one moment: opt-ins first
/// @param withheld boxes that were unticked and stay on, because `all` is on and is not unticked with them: opting in
///         to one channel would lift it
/// @param chosenAgain boxes that were unticked and stay on, because the newest opt-out behind them is another than the one
///         that the form showed
public record FormDiff(List<Act> acts, Set<Switch> withheld, Set<Switch> chosenAgain) {

    public FormDiff {
        acts = List.copyOf(acts);
        withheld = Collections.unmodifiableSet(difference(withheld, Set.of()));
        chosenAgain = Collections.unmodifiableSet(difference(chosenAgain, Set.of()));
    }

    /// The choices of a form.
    ///
    /// @param shown the boxes that it showed ticked, each with the newest entry behind it then
    /// @param wanted the boxes that are ticked now
    /// @param present the switches that are on by now, each with the newest entry behind it, under the profile's lock: that
    ///         of the last opt-out that said it, which moves where somebody says once more what is so already
    public static FormDiff of(Map<Switch, Long> shown, Set<Switch> wanted, Map<Switch, Long> present) {
        EnumSet<Switch> on = difference(wanted, shown.keySet());
        EnumSet<Switch> off = difference(shown.keySet(), wanted);
        EnumSet<Switch> meanwhile = meanwhile(shown, present);
        EnumSet<Switch> chosenAgain = EnumSet.copyOf(off);
        chosenAgain.retainAll(meanwhile);
        off.removeAll(chosenAgain);
        EnumSet<Switch> withheld = EnumSet.noneOf(Switch.class);
        if (off.contains(Switch.ALL)) {
            // Opting in to all clears every switch: what was left ticked, and what went on meanwhile, goes on with it.
            on.addAll(wanted);
            on.addAll(meanwhile);
        } else if (present.containsKey(Switch.ALL)) {
            withheld.addAll(off);
            off.clear();
        }
        List<Act> acts = new ArrayList<>();
        off.forEach(one -> acts.add(new Act.OptIn(one)));
        on.forEach(one -> acts.add(new Act.OptOut(one)));
        return new FormDiff(acts, withheld, chosenAgain);
    }

    /// The switches that are on by another choice than the form showed, or that it showed off.
    private static EnumSet<Switch> meanwhile(Map<Switch, Long> shown, Map<Switch, Long> present) {
        EnumSet<Switch> meanwhile = EnumSet.noneOf(Switch.class);
        present.forEach((one, newest) -> {
            if (!Objects.equals(shown.get(one), newest)) {
                meanwhile.add(one);
            }
        });
        return meanwhile;
    }

    private static EnumSet<Switch> difference(Set<Switch> some, Set<Switch> others) {
        EnumSet<Switch> difference = EnumSet.noneOf(Switch.class);
        difference.addAll(some);
        difference.removeAll(others);
        return difference;
    }
}
