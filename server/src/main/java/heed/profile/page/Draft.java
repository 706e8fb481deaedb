package heed.profile.page;

import heed.rules.optout.Switch;
import java.io.Serializable;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What somebody ticked and unticked in a form that could not be taken yet. Kept as differences, so that it can be put
/// on what the next page shows without lifting what went on meanwhile.
///
/// @param ticked codes of the switches
/// @param unticked codes of the switches, each with the newest entry that was shown behind it
record Draft(Set<String> ticked, Map<String, Long> unticked) implements Serializable {

    /// The name it travels by, from the refused form to the page that follows.
    static final String NAME = "draft";

    /// Nobody changed anything.
    static final Draft NONE = new Draft(Set.of(), Map.of());

    Draft {
        ticked = new TreeSet<>(ticked);
        unticked = new TreeMap<>(unticked);
    }

    static Draft of(Map<Switch, Long> shown, Set<Switch> wanted) {
        Set<String> ticked = new TreeSet<>();
        wanted.stream().filter(box -> !shown.containsKey(box)).forEach(box -> ticked.add(box.code()));
        Map<String, Long> unticked = new TreeMap<>();
        shown.forEach((box, seq) -> {
            if (!wanted.contains(box)) {
                unticked.put(box.code(), seq);
            }
        });
        return new Draft(ticked, unticked);
    }

    /// Is the box ticked?
    ///
    /// @param seq the newest entry behind its switch, null where that is off
    boolean ticks(Switch box, @Nullable Long seq) {
        return ticked.contains(box.code()) || (seq != null && !seq.equals(unticked.get(box.code())));
    }
}
