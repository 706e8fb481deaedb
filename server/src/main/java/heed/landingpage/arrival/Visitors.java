package heed.landingpage.arrival;

import heed.landingpage.OfferedServices;
import heed.landingpage.PageKind;
import heed.landingpage.PageVersion;
import heed.landingpage.ServiceBox;
import heed.landingpage.Visitor;
import heed.profile.OptOutStore;
import heed.subscription.ServiceDefinition;
import heed.subscription.ServiceStore;
import heed.subscription.ServiceStore.Ever;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Puts together what a page may show of whoever looks at it.
@Component
public class Visitors {

    private final ServiceStore services;
    private final OfferedServices offered;
    private final VisitorStore store;
    private final OptOutStore optOuts;

    Visitors(ServiceStore services, OfferedServices offered, VisitorStore store, OptOutStore optOuts) {
        this.services = services;
        this.offered = offered;
        this.store = store;
        this.optOuts = optOuts;
    }

    /// As of now; whether it is shown is the page's to say.
    public Visitor of(Visit visit) {
        List<ServiceDefinition> shown = offered(visit);
        Person person = visit.person();
        if (person == null) {
            return Visitor.stranger(boxes(shown, Map.of()));
        }
        Map<Integer, Standing> standings = store.standings(person.id(),
                shown.stream().map(ServiceDefinition::id).toList());
        return new Visitor(true, person.email(), optOuts.newest(person.id()), boxes(shown, standings),
                person.attributes());
    }

    /// Those of these services that can be left on the page: what it offers, its own and that of the link, and whatever somebody
    /// known ever had. A form may name any number.
    public Set<Integer> leavable(Visit visit, Set<Integer> asked) {
        Set<Integer> some = new HashSet<>();
        some.add(visit.link().service());
        @Nullable
        Integer own = visit.page().serviceId();
        if (own != null) {
            some.add(own);
        }
        offered(visit).forEach(one -> some.add(one.id()));
        Person person = visit.person();
        if (person != null) {
            some.addAll(store.standings(person.id(), asked).keySet());
        }
        some.retainAll(asked);
        return some;
    }

    private static List<ServiceBox> boxes(List<ServiceDefinition> offered, Map<Integer, Standing> standings) {
        return offered.stream().map(one -> standings.getOrDefault(one.id(), Standing.NONE).box(one)).toList();
    }

    /// The service the page is about: its own, else that of the link; of a page about none, those that it offers. Links to
    /// unsubscribe outlive their service (semantics §3).
    private List<ServiceDefinition> offered(Visit visit) {
        @Nullable
        Integer one = about(visit.page(), visit.link().service());
        if (one == null) {
            return offered.of(visit.page());
        }
        return visit.page().kind() == PageKind.UNSUBSCRIPTION
                ? services.ever(one).map(Ever::service).stream().toList()
                : List.copyOf(services.living(List.of(one)).values());
    }

    private static @Nullable Integer about(PageVersion page, int ofLink) {
        Integer own = page.serviceId();
        // Preferences show everything, whatever message led there.
        return own != null || ofLink == 0 || page.kind() == PageKind.PREFERENCES ? own : Integer.valueOf(ofLink);
    }
}
