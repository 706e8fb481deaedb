package heed.landingpage.visit;

import heed.landingpage.PageVersion;
import heed.ledger.Actor;
import heed.ledger.Source;
import heed.profile.FormChoices.Sender;
import heed.subscription.Subscriptions.Said;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// In which words something was asked for, as every entry of one form keeps it.
///
/// @param pageId the page
/// @param reason the page and its version: what an opt-in says as its reason
/// @param wording the exact words that were read
/// @param shownAt when; null where the form does not say it
/// @param evidence everything but the hash of the wording
record Statement(int pageId, String reason, String wording, @Nullable Instant shownAt, ObjectNode evidence) {

    /// What an opt-in on this page gives as its reason.
    static String reason(PageVersion page) {
        return "landing page %s v%d".formatted(page.name(), page.version());
    }

    /// As choices take it.
    Sender sender() {
        return new Sender(Actor.RECIPIENT, reason, evidence);
    }

    /// As subscriptions take it.
    Said said() {
        return new Said(null, Source.LANDING_PAGE, Actor.RECIPIENT, reason, evidence);
    }

    /// The evidence may name where a form came from: no log holds it.
    @Override
    public String toString() {
        return "Statement[" + reason + "]";
    }
}
