package heed.landingpage.arrival;

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
public class Arrivals {

    /// Before the token of a link of one's own.
    private static final String OWN = "/p/";
    /// Before the name of a page.
    private static final String NAMED = "/page/";

    private final Links links;
    private final LandingPageStore pages;
    private final ProfileKeyStore keys;
    private final ProfileViewStore views;
    private final Clock clock;

    Arrivals(Links links, LandingPageStore pages, ProfileKeyStore keys, ProfileViewStore views, Clock clock) {
        this.links = links;
        this.pages = pages;
        this.keys = keys;
        this.views = views;
        this.clock = clock;
    }

    /// What a path leads to, spelled as it was asked for.
    public Arrival at(String path) {
        if (path.startsWith(NAMED)) {
            return byName(path.substring(NAMED.length()));
        }
        return byToken(path.startsWith(OWN) ? path.substring(OWN.length()) : "");
    }

    /// What a person's own link leads to.
    private Arrival byToken(String token) {
        Optional<Link> read = links.read(token).filter(link -> link.purpose() == Purpose.PAGE);
        if (read.isEmpty()) {
            return new Arrival.Closed(null);
        }
        Link link = read.get();
        @Nullable
        Person person = person(link.profile()).orElse(null);
        Optional<PageVersion> page = pages.published(link.page()).filter(this::isOpen);
        String path = OWN + token;
        return person == null || person.known() == null || page.isEmpty()
                ? new Arrival.Closed(person == null ? null : new Arrival.Known(person, link, path))
                : new Arrival.Open(new Visit(page.get(), person, link, path));
    }

    /// What the name of a page leads to, for whoever comes without a link.
    private Arrival byName(String name) {
        return pages.published(name).filter(this::isOpen).filter(PageVersion::allowUnidentified)
                .<Arrival>map(page -> new Arrival.Open(Visit.ofStranger(page, NAMED + page.name())))
                .orElseGet(() -> new Arrival.Closed(null));
    }

    /// What the page leads to where something was just taken back.
    public Arrival again(Link undo) {
        if (undo.profile() != 0) {
            return byToken(
                    links.token(new Link(Purpose.PAGE, undo.profile(), undo.delivery(), undo.page(), undo.service(),
                            0)));
        }
        return pages.published(undo.page()).map(page -> byName(page.name()))
                .orElseGet(() -> new Arrival.Closed(null));
    }

    /// The version of the page that a form was of.
    public Optional<PageVersion> version(int pageId, int version) {
        return pages.version(pageId, version);
    }

    /// The person of a profile id, merged and deleted ones too.
    public Optional<Person> person(int profileId) {
        return keys.find(profileId).map(this::person);
    }

    private Person person(ProfileRef profile) {
        return new Person(profile, profile.deleted() ? null : views.find(profile.key()).orElse(null));
    }

    private boolean isOpen(PageVersion page) {
        Instant end = page.endsAt();
        return end == null || clock.instant().isBefore(end);
    }
}
