package heed.landingpage.selftest;

import heed.landingpage.selftest.SelftestStore.Open;
import heed.link.Link;
import heed.link.Links;
import heed.link.Purpose;
import heed.profile.ProfileKeyStore;
import heed.profile.ProfileRef;
import heed.web.Problem;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// The links of a throw-away profile, made and forgotten at once: nothing is recorded.
@RestController
@RequestMapping("/api/v1/selftest/links")
class SelftestApi {

    /// How the keys of throw-away profiles begin.
    static final String PREFIX = "heed-selftest-";

    private final SelftestStore store;
    private final ProfileKeyStore profiles;
    private final Links links;
    private final Clock clock;

    SelftestApi(SelftestStore store, ProfileKeyStore profiles, Links links, Clock clock) {
        this.store = store;
        this.profiles = profiles;
        this.links = links;
        this.clock = clock;
    }

    /// Whose links are asked for.
    record Whose(@Nullable String profile) {}

    /// An open page.
    ///
    /// @param link the profile's own
    /// @param open the page's public address; null where it is not open to strangers
    record OpenPage(String kind, String name, String link, @Nullable String open) {}

    /// The links.
    ///
    /// @param pages one for each page that is open
    /// @param confirm of the subscription that waits to be confirmed; null: none does
    record Made(List<OpenPage> pages, @Nullable String confirm) {}

    @PostMapping
    Made links(@RequestBody Whose whose) {
        String key = whose.profile();
        if (key == null || !key.startsWith(PREFIX)) {
            throw Problem.badRequest("profile", "must be a throw-away profile, its key begins with " + PREFIX);
        }
        ProfileRef profile = profiles.find(key).filter(found -> !found.deleted() && !found.alias())
                .orElseThrow(() -> Problem.notFound("there is no profile with this key"));
        return new Made(store.open(clock.instant()).stream().map(page -> page(page, profile.id())).toList(),
                store.asked(profile.id())
                        .map(asked -> url("/c/", new Link(Purpose.CONFIRM, profile.id(), 0, 0, asked.serviceId(),
                                asked.seq())))
                        .orElse(null));
    }

    private OpenPage page(Open page, int profileId) {
        return new OpenPage(page.kind().code(), page.name(),
                url("/p/", new Link(Purpose.PAGE, profileId, 0, page.id(), 0, 0)),
                page.strangers() ? links.url("/page/" + page.name()).toString() : null);
    }

    private String url(String path, Link link) {
        return links.url(path + links.token(link)).toString();
    }
}
