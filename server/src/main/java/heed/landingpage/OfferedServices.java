package heed.landingpage;

import heed.subscription.ServiceDefinition;
import heed.subscription.ServiceStore;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// Which services a page that is about none has people choose from: those its author named, else every living one. All of
/// them, however many: what makes a page too heavy is told to whoever publishes it, and never left out in silence.
@Component
public class OfferedServices {

    private final ServiceStore services;

    OfferedServices(ServiceStore services) {
        this.services = services;
    }

    /// In the order of the page. Expects services_name.
    public List<ServiceDefinition> of(PageVersion page) {
        if (page.offers().isEmpty()) {
            return services.list("", Integer.MAX_VALUE);
        }
        Map<String, ServiceDefinition> living = services.findAll(page.offers());
        return page.offers().stream().flatMap(name -> Stream.ofNullable(living.get(name))).toList();
    }
}
