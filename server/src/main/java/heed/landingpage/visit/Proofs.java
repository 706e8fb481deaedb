package heed.landingpage.visit;

import heed.landingpage.PageVersion;
import heed.landingpage.arrival.NetworkEvidence;
import heed.landingpage.arrival.Visit;
import heed.landingpage.confirm.PageMessages;
import heed.landingpage.wording.ShownWordings;
import heed.landingpage.wording.Stamp;
import heed.link.Link;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Puts together the proof of what is asked for on a page (E7.1): who is the profile, when is the entry's, how and in
/// which words is said here. The words themselves are kept once, by their hash, beside the first entry that needs them.
@Component
class Proofs {

    private final NetworkEvidence network;
    private final ShownWordings wordings;
    private final Clock clock;

    Proofs(NetworkEvidence network, ShownWordings wordings, Clock clock) {
        this.network = network;
        this.wordings = wordings;
        this.clock = clock;
    }

    /// Of a form of an open page.
    Statement of(Visit visit, Words words, Optional<Stamp> stamp, HttpServletRequest request) {
        PageVersion page = visit.page();
        ObjectNode evidence = JsonNodeFactory.instance.objectNode().put("page", page.pageId())
                .put("pageName", page.name()).put("version", page.version());
        common(evidence, words, visit.link(), request);
        shownAt(evidence, stamp);
        if (page.message() != null) {
            evidence.put(PageMessages.EVIDENCE, page.pageId());
        }
        return new Statement(page.pageId(), Statement.reason(page), wordings.of(stamp, words.text()),
                stamp.map(Stamp::shownAt).orElse(null), evidence);
    }

    /// Of a form of a page that is closed by now.
    ///
    /// @param version of the page that the form was of; empty: it is the form of the calm page
    Statement ofClosed(Link link, Optional<PageVersion> version, Words words, Optional<Stamp> stamp,
            HttpServletRequest request) {
        ObjectNode evidence = JsonNodeFactory.instance.objectNode().put("page", link.page()).put("closed", true);
        version.ifPresent(page -> evidence.put("pageName", page.name()).put("version", page.version()));
        common(evidence, words, link, request);
        shownAt(evidence, stamp);
        return new Statement(link.page(), "a closed landing page", wordings.of(stamp, words.text()), null, evidence);
    }

    /// Of the button that takes back.
    ///
    /// @param page where it was pressed, as it is open now; empty: it is not, or there is none
    Statement ofUndo(Link undo, Optional<PageVersion> page, Words words, Stamp stamp, HttpServletRequest request) {
        ObjectNode evidence = JsonNodeFactory.instance.objectNode();
        if (undo.page() != 0) {
            evidence.put("page", undo.page());
        }
        page.ifPresent(open -> evidence.put("pageName", open.name()).put("version", open.version()));
        common(evidence, words, undo, request);
        shownAt(evidence, Optional.of(stamp));
        return new Statement(undo.page(), "taken back by the recipient",
                wordings.of(Optional.of(stamp), words.text()), stamp.shownAt(), evidence);
    }

    /// Keeps the words; in the transaction of the entries that name them, before anything is locked.
    Statement keep(Statement statement) {
        ObjectNode evidence = statement.evidence().deepCopy();
        wordings.keep(statement.wording(), evidence);
        return new Statement(statement.pageId(), statement.reason(), statement.wording(), statement.shownAt(),
                evidence);
    }

    /// The words of a page as it is drawn now: those that were read, unless the stamp of the form says otherwise.
    ///
    /// @param language they were in
    /// @param text all of them, without anything of the person
    record Words(String language, String text) {}

    private static void shownAt(ObjectNode evidence, Optional<Stamp> stamp) {
        stamp.ifPresent(shown -> evidence.put("shownAt", shown.shownAt().toString()));
    }

    private void common(ObjectNode evidence, Words words, Link link, HttpServletRequest request) {
        // Whoever types an address may be anybody.
        evidence.put("identified", link.profile() == 0 ? "address" : "link").put("language", words.language())
                .put("time", now().toString());
        if (link.delivery() != 0) {
            evidence.put("delivery", Long.toString(link.delivery()));
        }
        network.put(evidence, request);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
