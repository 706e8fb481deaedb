package heed.landingpage.editor;

import heed.subscription.ServiceLinks;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;

/// Tells the pages of services where people choose them by themselves.
@Component
class PagesOfServices implements ServiceLinks {

    private static final int MOST = 100;

    private final DraftStore pages;
    private final Clock clock;

    PagesOfServices(DraftStore pages, Clock clock) {
        this.pages = pages;
        this.clock = clock;
    }

    @Override
    public List<ServiceLink> of(int serviceId) {
        return pages.about(serviceId, MOST).stream().map(page -> new ServiceLink(page.draft().label(),
                EditorPages.path(page.id()), page.state(clock.instant()).equals("published"))).toList();
    }
}
