package heed.landingpage.arrival;

import heed.landingpage.PageVersion;
import heed.link.Link;
import heed.link.Purpose;
import org.jspecify.annotations.Nullable;

/// Somebody before an open page.
///
/// @param page the version they look at
/// @param person null: a stranger
/// @param link what led here; for a stranger it names the page alone
/// @param path where the form is sent to: the page's own address
public record Visit(PageVersion page, @Nullable Person person, Link link, String path) {

    /// Somebody of whom nothing is known.
    public static Visit ofStranger(PageVersion page, String path) {
        return new Visit(page, null, new Link(Purpose.PAGE, 0, 0, page.pageId(), 0, 0), path);
    }

    /// The same before another version of the page.
    public Visit before(PageVersion version) {
        return new Visit(version, person, link, path);
    }

    /// The same person as they are by now.
    public Visit with(@Nullable Person now) {
        return new Visit(page, now, link, path);
    }
}
