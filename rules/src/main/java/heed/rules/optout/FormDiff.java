package heed.rules.optout;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// What a form of boxes, one for each switch, asks for (semantics §1, "A form never replaces").
///
/// Promises: only boxes that differ from what the form showed become choices, all for one moment; a switch that went
/// on after the form was shown is never lifted by it; where nothing went on or off meanwhile, the switches are
/// afterwards what the form says, but for those that are `withheld`.
///
/// @param acts what to record, in the order of the fold at one moment: opt-ins first
/// @param withheld boxes that were unticked and stay on, because `all` is on and is not unticked with them: opting in
///         to one channel would lift it
public record FormDiff(List<Act> acts, Set<Switch> withheld) {

    public FormDiff {
        acts = List.copyOf(acts);
        EnumSet<Switch> copy = EnumSet.noneOf(Switch.class);
        copy.addAll(withheld);
        withheld = Collections.unmodifiableSet(copy);
    }

    /// The choices of a form.
    ///
    /// @param shown the boxes that it showed ticked
    /// @param wanted the boxes that are ticked now
    /// @param present the switches that are on by now, under the profile's lock
    public static FormDiff of(Set<Switch> shown, Set<Switch> wanted, Set<Switch> present) {
        EnumSet<Switch> on = difference(wanted, shown);
        EnumSet<Switch> off = difference(shown, wanted);
        EnumSet<Switch> withheld = EnumSet.noneOf(Switch.class);
        if (off.contains(Switch.ALL)) {
            // Opting in to all clears every switch: what was left ticked, and what went on meanwhile, goes on with it.
            on.addAll(wanted);
            on.addAll(difference(present, shown));
        } else if (present.contains(Switch.ALL)) {
            withheld.addAll(off);
            off.clear();
        }
        List<Act> acts = new ArrayList<>();
        off.forEach(one -> acts.add(new Act.OptIn(one)));
        on.forEach(one -> acts.add(new Act.OptOut(one)));
        return new FormDiff(acts, withheld);
    }

    private static EnumSet<Switch> difference(Set<Switch> some, Set<Switch> others) {
        EnumSet<Switch> difference = EnumSet.noneOf(Switch.class);
        difference.addAll(some);
        difference.removeAll(others);
        return difference;
    }
}
