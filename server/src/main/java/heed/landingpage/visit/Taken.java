package heed.landingpage.visit;

import heed.profile.FormChoices.Chosen;
import heed.subscription.ServiceDefinition;
import java.util.List;

/// What a form came to, as the page then says it: from what changed, never from what was asked for.
///
/// @param chosen what became of the boxes of switches
/// @param subscribed services that are active now and were not before
/// @param waiting services that wait for a confirmation
/// @param unsubscribed services that were active or waited, and have ended
/// @param kept services that were already as they were wanted
/// @param left services that were left after the form was shown, and that it therefore does not begin again
/// @param seqs every entry that the form made; voiding them all undoes it
/// @param undo the number of what [UndoStore] keeps of them; 0: nothing is kept
record Taken(Chosen chosen, List<ServiceDefinition> subscribed, List<ServiceDefinition> waiting,
        List<ServiceDefinition> unsubscribed, List<ServiceDefinition> kept, List<ServiceDefinition> left,
        List<Long> seqs, long undo) {

    Taken {
        subscribed = List.copyOf(subscribed);
        waiting = List.copyOf(waiting);
        unsubscribed = List.copyOf(unsubscribed);
        kept = List.copyOf(kept);
        left = List.copyOf(left);
        seqs = List.copyOf(seqs);
    }

    /// The same, with its entries kept under a number.
    Taken keptUnder(long number) {
        return new Taken(chosen, subscribed, waiting, unsubscribed, kept, left, seqs, number);
    }

    /// Did anything change?
    boolean changed() {
        return !(chosen.on().isEmpty() && chosen.off().isEmpty() && subscribed.isEmpty() && waiting.isEmpty()
                && unsubscribed.isEmpty());
    }
}
