package heed.landingpage.visit;

import heed.landingpage.PageKind;
import heed.rules.optout.Switch;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/// What a form asks for: the difference between what it showed and what is ticked in it (semantics §1, "A form never
/// replaces").
///
/// @param shown the boxes of switches that were shown ticked, each with the entry behind it
/// @param wanted the boxes of switches that are ticked now
/// @param join ids of services to subscribe to
/// @param leave ids of services to unsubscribe from
record Wishes(Map<Switch, Long> shown, Set<Switch> wanted, Set<Integer> join, Set<Integer> leave) {

    /// No message on any channel any more.
    static final Wishes STOP = new Wishes(Map.of(), Set.of(Switch.ALL), Set.of(), Set.of());

    static Wishes of(PageKind kind, PublicForm form) {
        if (form.stop()) {
            return STOP;
        }
        return switch (kind) {
            case OPT_OUT_ALL -> STOP;
            case UNSUBSCRIPTION -> new Wishes(form.shown(), form.wanted(), Set.of(), form.services());
            case PREFERENCES, SUBSCRIPTION, ACQUISITION -> new Wishes(form.shown(), form.wanted(),
                    without(form.services(), form.shownServices()), without(form.shownServices(), form.services()));
        };
    }

    /// What of them restricts: the rest is left out. Of whoever has not shown whose address it is, and of a closed page,
    /// no more is taken.
    Wishes restricting() {
        return new Wishes(Map.of(), wanted, Set.of(), leave);
    }

    /// The same without what the page does not offer to subscribe to.
    Wishes among(Set<Integer> offered) {
        Set<Integer> both = new LinkedHashSet<>(join);
        both.retainAll(offered);
        return new Wishes(shown, wanted, both, leave);
    }

    /// Is there anything in them that restricts?
    boolean restrict() {
        return !wanted.isEmpty() || !leave.isEmpty();
    }

    private static Set<Integer> without(Set<Integer> some, Set<Integer> others) {
        Set<Integer> left = new LinkedHashSet<>(some);
        left.removeAll(others);
        return left;
    }
}
