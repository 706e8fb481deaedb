package heed.landingpage.editor;

import heed.landingpage.PageContent;
import heed.landingpage.PageVersion;
import heed.landingpage.ServiceBox;
import heed.landingpage.Visitor;
import heed.landingpage.markup.Placeholders;
import heed.rules.optout.Switch;
import heed.subscription.ServiceDefinition;
import heed.subscription.ServiceStore;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/// Somebody made up, for whom a page is drawn before anybody sees it.
@Component
class SampleVisitor {
    private static final int FEW = 5;

    private final ServiceStore services;

    SampleVisitor(ServiceStore services) {
        this.services = services;
    }

    /// @param known did they come by a link of their own?
    Visitor of(PageVersion page, boolean known) {
        Integer linked = page.serviceId();
        Collection<ServiceDefinition> some = linked == null
                ? services.list("", FEW)
                : services.living(List.of(linked)).values();
        if (!known) {
            return Visitor.stranger(some.stream().map(service -> box(service, false)).toList());
        }
        Map<String, String> attributes = new TreeMap<>();
        for (PageContent content : page.contents().values()) {
            for (String name : Placeholders.names(content.title() + content.body() + content.thanks())) {
                Placeholders.attribute(name).ifPresent(attribute -> attributes.put(attribute, "‹" + attribute + "›"));
            }
        }
        return new Visitor(true, "ada@example.org", Map.of(Switch.SMS, 0L),
                some.stream().map(service -> box(service, true)).toList(), attributes);
    }

    private static ServiceBox box(ServiceDefinition service, boolean subscribed) {
        return new ServiceBox(service.id(), service.name(), service.label(), subscribed ? "active" : "none", subscribed,
                0);
    }
}
