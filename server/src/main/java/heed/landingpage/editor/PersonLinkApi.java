package heed.landingpage.editor;

import heed.subscription.ServiceDefinition;
import heed.subscription.ServiceStore;
import heed.web.Problem;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// One person's own link to a landing page: for messages that Heed knows nothing of.
@RestController
@RequestMapping("/api/v1/landing-pages/{name}/links")
class PersonLinkApi {

    private final DraftStore pages;
    private final PersonLinks links;
    private final ServiceStore services;
    private final Clock clock;

    PersonLinkApi(DraftStore pages, PersonLinks links, ServiceStore services, Clock clock) {
        this.pages = pages;
        this.links = links;
        this.services = services;
        this.clock = clock;
    }

    /// A link.
    ///
    /// @param open is the page open to visitors now? Else the link answers calmly until it is
    record PersonLink(String page, String profile, String url, boolean open) {}

    /// @param delivery what it is sent with; the proof of a choice then names it
    /// @param service what a page that is about the service of its link is about
    @GetMapping("/{profileKey}")
    PersonLink link(@PathVariable String name, @PathVariable String profileKey,
            @RequestParam(required = false) @Nullable Long delivery,
            @RequestParam(required = false) @Nullable String service) {
        LandingPage page = pages.named(name).orElseThrow(Publishing::unknown);
        if (delivery != null && delivery < 0) {
            throw Problem.badRequest("delivery", "must be the number of a delivery");
        }
        int about = service == null ? 0 : find(service).id();
        String url = links.of(page, profileKey, delivery == null ? 0 : delivery, about);
        return new PersonLink(name, profileKey, url, page.state(clock.instant()).equals("published"));
    }

    private ServiceDefinition find(String service) {
        return services.find(service).orElseThrow(() -> Problem.notFound("there is no service of this name"));
    }
}
