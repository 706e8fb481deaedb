package heed.landingpage.visit;

import heed.landingpage.Control;
import heed.landingpage.PageKind;
import heed.landingpage.PageVersion;
import heed.rules.optout.Switch;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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

    /// Of somebody with a link of their own. What restricts counts even where the page shows no such field: an opt-out of
    /// one's own is refused for nothing.
    static Wishes of(PageKind kind, PublicForm form) {
        if (form.stop()) {
            return STOP;
        }
        return switch (kind) {
            case OPT_OUT_ALL -> STOP;
            case UNSUBSCRIPTION -> new Wishes(form.shown(), form.wanted(), Set.of(), form.services());
            case PREFERENCES -> new Wishes(form.shown(), form.wanted(),
                    without(without(form.services(), form.shownServices()), form.leave()),
                    both(without(form.shownServices(), form.services()), form.leave()));
            case SUBSCRIPTION, ACQUISITION -> new Wishes(form.shown(), form.wanted(),
                    without(form.services(), form.shownServices()), without(form.shownServices(), form.services()));
        };
    }

    /// Of a stranger, who chooses for whoever has the address: no more than the page offers to strangers. It shows them no
    /// box ticked, so that they leave a service where a box says so: on pages to unsubscribe, and on preferences.
    static Wishes ofStranger(PageVersion page, PublicForm form) {
        Wishes all = of(page.kind(), form);
        if (form.stop() || page.kind() == PageKind.OPT_OUT_ALL) {
            return all;
        }
        boolean switches = page.places(Control.SWITCHES);
        boolean services = page.places(Control.SERVICES) || page.places(Control.SERVICE);
        Set<Integer> leave = switch (page.kind()) {
            case UNSUBSCRIPTION -> about(page.serviceId(), all.leave);
            case PREFERENCES -> form.leave();
            case OPT_OUT_ALL, SUBSCRIPTION, ACQUISITION -> Set.of();
        };
        return new Wishes(Map.of(), switches ? all.wanted : Set.of(), services ? all.join : Set.of(),
                services ? leave : Set.of());
    }

    /// What of them restricts: the rest is left out. Of whoever has not shown whose address it is, and of a closed page,
    /// no more is taken. A box that was shown ticked and left so says nothing new.
    Wishes restricting() {
        Set<Switch> more = EnumSet.noneOf(Switch.class);
        more.addAll(wanted);
        more.removeAll(shown.keySet());
        return new Wishes(Map.of(), more, Set.of(), leave);
    }

    /// The same without the services that the page says nothing of.
    ///
    /// @param offered those it offers to subscribe to
    /// @param leavable those that can be left on it
    Wishes among(Set<Integer> offered, Set<Integer> leavable) {
        return new Wishes(shown, wanted, within(join, offered), within(leave, leavable));
    }

    /// Is there anything in them that restricts?
    boolean restrict() {
        return !wanted.isEmpty() || !leave.isEmpty();
    }

    private static Set<Integer> about(@Nullable Integer service, Set<Integer> services) {
        return service == null ? services : within(services, Set.of(service));
    }

    private static Set<Integer> within(Set<Integer> some, Set<Integer> others) {
        Set<Integer> within = new LinkedHashSet<>(some);
        within.retainAll(others);
        return within;
    }

    private static Set<Integer> both(Set<Integer> some, Set<Integer> others) {
        Set<Integer> both = new LinkedHashSet<>(some);
        both.addAll(others);
        return both;
    }

    private static Set<Integer> without(Set<Integer> some, Set<Integer> others) {
        Set<Integer> left = new LinkedHashSet<>(some);
        left.removeAll(others);
        return left;
    }
}
