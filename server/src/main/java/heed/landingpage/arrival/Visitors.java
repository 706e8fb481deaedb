package heed.landingpage.arrival;

import heed.landingpage.PageKind;
import heed.landingpage.PageVersion;
import heed.landingpage.ServiceBox;
import heed.landingpage.Visitor;
import heed.subscription.ServiceDefinition;
import heed.subscription.ServiceStore;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Puts together what a page may show of whoever looks at it.
@Component
public class Visitors {

    /// More boxes than this nobody reads, and a page stays under 30 KB.
    private static final int MOST_SERVICES = 50;

    private final ServiceStore services;
    private final VisitorStore store;

    Visitors(ServiceStore services, VisitorStore store) {
        this.services = services;
        this.store = store;
    }

    /// As of now; whether it is shown is the page's to say.
    public Visitor of(Visit visit) {
        List<ServiceDefinition> offered = offered(visit);
        Person person = visit.person();
        if (person == null) {
            return Visitor.stranger(boxes(offered, Map.of()));
        }
        Map<Integer, Standing> standings = store.standings(person.id(),
                offered.stream().map(ServiceDefinition::id).toList());
        return new Visitor(true, person.email(), person.switches(), boxes(offered, standings), person.attributes());
    }

    private static List<ServiceBox> boxes(List<ServiceDefinition> offered, Map<Integer, Standing> standings) {
        return offered.stream().map(one -> standings.getOrDefault(one.id(), Standing.NONE).box(one)).toList();
    }

    /// The service the page is about: its own, else that of the link; of a page about none, every living one.
    private List<ServiceDefinition> offered(Visit visit) {
        @Nullable
        Integer one = about(visit.page(), visit.link().service());
        return one == null
                ? services.list("", MOST_SERVICES)
                : List.copyOf(services.living(List.of(one)).values());
    }

    private static @Nullable Integer about(PageVersion page, int ofLink) {
        Integer own = page.serviceId();
        // Preferences show everything, whatever message led there.
        return own != null || ofLink == 0 || page.kind() == PageKind.PREFERENCES ? own : Integer.valueOf(ofLink);
    }
}
