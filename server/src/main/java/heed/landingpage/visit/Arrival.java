package heed.landingpage.visit;

import heed.link.Link;
import org.jspecify.annotations.Nullable;

/// What a link or the name of a page leads to.
sealed interface Arrival {

    /// An open page.
    record Open(Visit visit) implements Arrival {}

    /// No open page: a wrong token, a page that is not published or past its end, somebody who was deleted, a stranger
    /// before a page that is not for strangers. Whoever asks reads the same.
    ///
    /// @param person whom the link was made for; null where nobody is known. Their wish to stop still counts
    /// @param link what led here; null where nothing did
    record Closed(@Nullable Person person, @Nullable Link link) implements Arrival {}
}
