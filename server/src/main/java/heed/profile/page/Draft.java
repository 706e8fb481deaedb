package heed.profile.page;

import heed.rules.optout.Switch;
import java.io.Serializable;
import java.util.Set;
import java.util.TreeSet;

/// What somebody ticked and unticked in a form that could not be taken yet. Kept as differences, so that it can be put
/// on what the next page shows without lifting what went on meanwhile.
///
/// @param ticked codes of the switches
/// @param unticked codes of the switches
record Draft(Set<String> ticked, Set<String> unticked) implements Serializable {

    /// The name it travels by, from the refused form to the page that follows.
    static final String NAME = "draft";

    /// Nobody changed anything.
    static final Draft NONE = new Draft(Set.of(), Set.of());

    Draft {
        ticked = new TreeSet<>(ticked);
        unticked = new TreeSet<>(unticked);
    }

    static Draft of(Set<String> shown, Set<String> wanted) {
        Set<String> ticked = new TreeSet<>(wanted);
        ticked.removeAll(shown);
        Set<String> unticked = new TreeSet<>(shown);
        unticked.removeAll(wanted);
        return new Draft(ticked, unticked);
    }

    /// Is the box ticked where the switch is on or off?
    boolean ticks(Switch box, boolean on) {
        return ticked.contains(box.code()) || (on && !unticked.contains(box.code()));
    }
}
