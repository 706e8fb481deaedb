package heed.console;

import heed.delivery.AnalysisStore.Failed;
import heed.delivery.reach.Reach.OnChannel;
import heed.exchange.Import;
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
/// @param storms bounce storms that wait for a decision
/// @param pages landing pages that are open to visitors and no working opt-out: ended, or their service is deleted
/// @param mails messages of the outbox that were given up
/// @param withheld mails that strangers asked for on public pages, held back because their domain had had too many
record Attention(boolean open, List<Import> imports, List<Failed> analyses, List<OnChannel> besideOptedOut,
        List<Storm> storms, List<Unusable> pages, int mails, Withheld withheld) {

    Attention {
        imports = List.copyOf(imports);
        analyses = List.copyOf(analyses);
        besideOptedOut = List.copyOf(besideOptedOut);
        storms = List.copyOf(storms);
        pages = List.copyOf(pages);
    }

    /// Is there nothing to look at?
    public boolean isEmpty() {
        return !open && imports.isEmpty() && analyses.isEmpty() && besideOptedOut.isEmpty()
                && storms.isEmpty() && pages.isEmpty() && mails == 0 && withheld.lastDay() == 0;
    }
}
