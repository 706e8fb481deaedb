package heed.console;

import heed.delivery.AnalysisStore.Failed;
import heed.delivery.reach.Reach.OnChannel;
import heed.exchange.Import;
import heed.feedback.hook.RefusedHooks.Refused;
import heed.feedback.storm.Storm;
import heed.landingpage.LandingPageStore.Unusable;
import heed.link.PublicLimits.Withheld;
import java.util.List;

/// What somebody should look at.
///
/// @param open whether Heed is reachable from the network without TLS
/// @param imports those that failed lately
/// @param analyses deliveries that could not be prepared
/// @param besideOptedOut channels on which people are still contactable at an address whose other owner opted out; none
///     while the profile index is being loaded
/// @param feedback what came in and waits for somebody
/// @param pages landing pages that are open to visitors and no working opt-out: ended, or their service is deleted
/// @param mails messages of the outbox that were given up
/// @param withheld mails that strangers asked for on public pages, held back because their domain had had too many
record Attention(boolean open, List<Import> imports, List<Failed> analyses, List<OnChannel> besideOptedOut,
        Feedback feedback, List<Unusable> pages, int mails, Withheld withheld) {

    /// @param storms bounce storms that wait for a decision
    /// @param review items that wait for a decision
    /// @param failed items that could not be read or carried out
    /// @param refused webhooks that were refused in the last 24 hours
    record Feedback(List<Storm> storms, int review, int failed, List<Refused> refused) {

        Feedback {
            storms = List.copyOf(storms);
            refused = List.copyOf(refused);
        }

        /// Does nothing wait?
        public boolean isEmpty() {
            return storms.isEmpty() && review == 0 && failed == 0 && refused.isEmpty();
        }
    }

    Attention {
        imports = List.copyOf(imports);
        analyses = List.copyOf(analyses);
        besideOptedOut = List.copyOf(besideOptedOut);
        pages = List.copyOf(pages);
    }

    /// Is there nothing to look at?
    public boolean isEmpty() {
        return !open && imports.isEmpty() && analyses.isEmpty() && besideOptedOut.isEmpty()
                && feedback.isEmpty() && pages.isEmpty() && mails == 0 && withheld.lastDay() == 0;
    }
}
