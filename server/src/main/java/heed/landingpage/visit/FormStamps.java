package heed.landingpage.visit;

import heed.landingpage.PageVersion;
import heed.link.Link;
import heed.link.Links;
import heed.link.Purpose;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Signs into each form which version of the page it is of and when it was shown.
///
/// So the proof names the words that were read, also where the page is published anew meanwhile; a choice made after the
/// form was shown is not taken back by it; and a machine that sends at once is told from a person.
@Component
class FormStamps {

    /// Nobody reads and fills in a form so quickly.
    private static final Duration TOO_FAST = Duration.ofSeconds(2);

    /// Milliseconds above, the version in the bits below: good for a million versions until the year 2248.
    private static final int VERSION_BITS = 20;

    private final Links links;
    private final Clock clock;

    FormStamps(Links links, Clock clock) {
        this.links = links;
        this.clock = clock;
    }

    /// When which version was shown.
    record Stamp(int page, int version, Instant shownAt) {}

    /// The stamp of a form that is shown now.
    String of(PageVersion page) {
        return links.token(new Link(Purpose.FORM, 0, 0, page.pageId(), 0,
                clock.millis() << VERSION_BITS | page.version()));
    }

    /// What a form of this page was stamped with; empty for another's, or none of ours.
    Optional<Stamp> read(int pageId, @Nullable String token) {
        return token == null
                ? Optional.empty()
                : links.read(token).filter(link -> link.purpose() == Purpose.FORM && link.page() == pageId)
                        .map(link -> new Stamp(link.page(), (int) (link.request() & (1 << VERSION_BITS) - 1),
                                Instant.ofEpochMilli(link.request() >> VERSION_BITS)));
    }

    /// Was the form sent faster than a person can? One without a stamp was.
    boolean tooFast(Optional<Stamp> stamp) {
        return stamp.map(Stamp::shownAt).filter(shown -> !clock.instant().isBefore(shown.plus(TOO_FAST))).isEmpty();
    }
}
