package heed.landingpage.arrival;

import heed.link.Link;
import org.jspecify.annotations.Nullable;

/// What a link or the name of a page leads to.
public sealed interface Arrival {

    /// An open page.
    record Open(Visit visit) implements Arrival {}

    /// No open page: a wrong token, a page that is not published or past its end, somebody who was deleted, a stranger
    /// before a page that is not for strangers. Whoever asks reads the same.
    ///
    /// @param known whom the link was made for; null where nobody is known
    record Closed(@Nullable Known known) implements Arrival {}

    /// Somebody whose wish to stop counts on a closed page too.
    ///
    /// @param path where the form is sent to
    record Known(Person person, Link link, String path) {}
}
