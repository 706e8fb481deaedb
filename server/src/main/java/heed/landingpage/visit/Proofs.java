package heed.landingpage.visit;

import heed.landingpage.PageVersion;
import heed.landingpage.arrival.Visit;
import heed.landingpage.visit.FormStamps.Stamp;
import heed.ledger.WordingStore;
import heed.link.Link;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Puts together the proof of what is asked for on a page (E7.1): who is the profile, when is the entry's, how and in
/// which words is said here. The words themselves are kept once, by their hash, beside the first entry that needs them.
@Component
class Proofs {

    private static final int MOST_OF_AGENT = 300;

    private final EvidenceSettings settings;
    private final WordingStore wordings;
    private final Clock clock;

    Proofs(EvidenceSettings settings, WordingStore wordings, Clock clock) {
        this.settings = settings;
        this.wordings = wordings;
        this.clock = clock;
    }

    /// Of a form of an open page.
    Statement of(Visit visit, Words words, Optional<Stamp> stamp, HttpServletRequest request) {
        PageVersion page = visit.page();
        ObjectNode evidence = JsonNodeFactory.instance.objectNode().put("page", page.pageId())
                .put("pageName", page.name()).put("version", page.version());
        common(evidence, words, visit.link(), request);
        stamp.ifPresent(shown -> evidence.put("shownAt", shown.shownAt().toString()));
        if (page.message() != null) {
            evidence.put("pageMessage", page.pageId());
        }
        return new Statement(page.pageId(), Statement.reason(page), words.text(),
                stamp.map(Stamp::shownAt).orElse(null), evidence);
    }

    /// Of a form of a page that is closed by now.
    ///
    /// @param version of the page that the form was of; empty: it is the form of the calm page
    Statement ofClosed(Link link, Optional<PageVersion> version, Words words, HttpServletRequest request) {
        ObjectNode evidence = JsonNodeFactory.instance.objectNode().put("page", link.page()).put("closed", true);
        version.ifPresent(page -> evidence.put("pageName", page.name()).put("version", page.version()));
        common(evidence, words, link, request);
        return new Statement(link.page(), "a closed landing page", words.text(), null, evidence);
    }

    /// Keeps the words; in the transaction of the entries that name them, before anything is locked.
    Statement keep(Statement statement) {
        ObjectNode evidence = statement.evidence().deepCopy().put(WordingStore.HASH,
                wordings.keep(statement.wording()));
        return new Statement(statement.pageId(), statement.reason(), statement.wording(), statement.shownAt(),
                evidence);
    }

    /// The words somebody read.
    ///
    /// @param language they were in
    /// @param text all of them, without anything of the person
    record Words(String language, String text) {}

    private void common(ObjectNode evidence, Words words, Link link, HttpServletRequest request) {
        evidence.put("language", words.language()).put("time", now().toString());
        if (link.delivery() != 0) {
            evidence.put("delivery", Long.toString(link.delivery()));
        }
        if (settings.network()) {
            evidence.put("ip", request.getRemoteAddr());
            @Nullable
            String agent = request.getHeader(HttpHeaders.USER_AGENT);
            if (agent != null) {
                evidence.put("userAgent", agent.substring(0, Math.min(agent.length(), MOST_OF_AGENT)));
            }
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
