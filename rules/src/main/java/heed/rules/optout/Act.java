package heed.rules.optout;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/// What a choice does to the switches of a profile (semantics §1).
public sealed interface Act {

    /// Not to be contacted any more: the switch goes on.
    ///
    /// @param what `all` or a channel
    record OptOut(Switch what) implements Act {}

    /// To be contacted again. A channel while `all` is on: `all` goes off and every *other* channel goes on, so that
    /// the person gets exactly what they asked for. `all`: every switch goes off.
    ///
    /// @param what `all` or a channel
    record OptIn(Switch what) implements Act {}

    /// Sets every switch at once: these on, all others off. For integrators who own the state; a form never replaces.
    ///
    /// @param on the switches that are on afterwards
    record Replace(Set<Switch> on) implements Act {

        public Replace {
            EnumSet<Switch> copy = EnumSet.noneOf(Switch.class);
            copy.addAll(on);
            on = Collections.unmodifiableSet(copy);
        }
    }

    /// The code that is stored: `opt_out`, `opt_in` or `replace`.
    default String code() {
        return switch (this) {
            case OptOut _ -> "opt_out";
            case OptIn _ -> "opt_in";
            case Replace _ -> "replace";
        };
    }

    /// The switches it names.
    default Set<Switch> switches() {
        return switch (this) {
            case OptOut(Switch what) -> Set.of(what);
            case OptIn(Switch what) -> Set.of(what);
            case Replace(Set<Switch> on) -> on;
        };
    }

    /// Its place among the choices of one moment: the restrictive one comes last and wins.
    default int rank() {
        return switch (this) {
            case OptIn _ -> 0;
            case Replace _ -> 1;
            case OptOut _ -> 2;
        };
    }

    /// The act as it was stored.
    ///
    /// @throws IllegalArgumentException for another code, or when an opt-out or opt-in does not name one switch
    static Act of(String code, Set<Switch> switches) {
        return switch (code) {
            case "opt_out" -> new OptOut(only(switches));
            case "opt_in" -> new OptIn(only(switches));
            case "replace" -> new Replace(switches);
            default -> throw new IllegalArgumentException("no act has the code " + code);
        };
    }

    private static Switch only(Set<Switch> switches) {
        if (switches.size() != 1) {
            throw new IllegalArgumentException("an opt-out or opt-in names one switch, not " + switches.size());
        }
        return switches.iterator().next();
    }
}
