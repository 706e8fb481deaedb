package heed.landingpage.editor;

import heed.link.Link;
import heed.link.Links;
import heed.link.Purpose;
import heed.profile.ProfileKeyStore;
import heed.profile.ProfileRef;
import heed.web.Problem;
import org.springframework.stereotype.Component;

/// Makes one person's own link to a page, for whoever writes to them by another way than a delivery. It shows their state
/// and takes their choices without any sign-in: it belongs to that person alone.
@Component
class PersonLinks {

    private final ProfileKeyStore profiles;
    private final Links links;

    PersonLinks(ProfileKeyStore profiles, Links links) {
        this.profiles = profiles;
        this.links = links;
    }

    /// The link.
    ///
    /// @param delivery what it is sent with, so that the proof of a choice names it; 0: none
    /// @param service what a page about the service of its link is about; 0: none
    /// @throws Problem 404 where no living profile has the key
    String of(LandingPage page, String profileKey, long delivery, int service) {
        ProfileRef person = profiles.find(profileKey).filter(one -> !one.deleted())
                .orElseThrow(() -> Problem.notFound("there is no profile with this key"));
        return links.url("/p/" + links.token(new Link(Purpose.PAGE, person.id(), delivery, page.id(), service, 0)))
                .toString();
    }
}
