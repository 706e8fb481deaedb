package heed.landingpage.visit;

import heed.landingpage.LandingPageStore;
import heed.landingpage.PageVersion;
import heed.link.Link;
import heed.link.Links;
import heed.link.Purpose;
import heed.profile.ProfileKeyStore;
import heed.profile.ProfileRef;
import heed.profile.data.ProfileViewStore;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Finds what a link or a name leads to. Looks only.
@Component
class Arrivals {

    private final Links links;
    private final LandingPageStore pages;
    private final VisitorStore visitors;
    private final ProfileKeyStore keys;
    private final ProfileViewStore views;
    private final Clock clock;

    Arrivals(Links links, LandingPageStore pages, VisitorStore visitors, ProfileKeyStore keys, ProfileViewStore views,
            Clock clock) {
        this.links = links;
        this.pages = pages;
        this.visitors = visitors;
        this.keys = keys;
        this.views = views;
        this.clock = clock;
    }

    /// What a person's own link leads to.
    Arrival byToken(String token) {
        Optional<Link> read = links.read(token).filter(link -> link.purpose() == Purpose.PAGE);
        if (read.isEmpty()) {
            return new Arrival.Closed(null, null);
        }
        Link link = read.get();
        @Nullable
        Person person = person(link.profile()).orElse(null);
        Optional<PageVersion> page = pages.published(link.page()).filter(this::isOpen);
        return person == null || person.known() == null || page.isEmpty()
                ? new Arrival.Closed(person, link)
                : new Arrival.Open(new Visit(page.get(), person, link, "/p/" + token));
    }

    /// What the name of a page leads to, for whoever comes without a link.
    Arrival byName(String name) {
        return pages.published(name).filter(this::isOpen).filter(PageVersion::allowUnidentified)
                .<Arrival>map(page -> new Arrival.Open(Visit.ofStranger(page, "/page/" + page.name())))
                .orElseGet(() -> new Arrival.Closed(null, null));
    }

    /// The person of a profile id, merged and deleted ones too.
    Optional<Person> person(int profileId) {
        return visitors.key(profileId).flatMap(keys::find).map(this::person);
    }

    private Person person(ProfileRef profile) {
        return new Person(profile, profile.deleted() ? null : views.find(profile.key()).orElse(null));
    }

    private boolean isOpen(PageVersion page) {
        Instant end = page.endsAt();
        return end == null || clock.instant().isBefore(end);
    }
}
