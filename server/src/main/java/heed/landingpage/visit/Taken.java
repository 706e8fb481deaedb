package heed.landingpage.visit;

import heed.profile.FormChoices.Chosen;
import heed.subscription.ServiceDefinition;
import java.util.List;
import java.util.stream.Stream;

/// What a form came to, as the page then says it: from what changed, never from what was asked for.
///
/// @param chosen what became of the boxes of switches
/// @param services what became of those it named
/// @param seqs every entry that the form made; voiding them all undoes it
/// @param undo the number of what [UndoStore] keeps of them; 0: nothing is kept
record Taken(Chosen chosen, Services services, List<Long> seqs, long undo) {

    Taken {
        seqs = List.copyOf(seqs);
    }

    /// What became of the services that a form named.
    ///
    /// @param subscribed those that are active now and were not before
    /// @param waiting those that wait for the click in a message that goes out
    /// @param unasked those that wait for a confirmation, and no message asks for it
    /// @param unsubscribed those that were active or waited, and have ended
    /// @param kept those that were already as they were wanted
    /// @param left those that were left after the form was shown, and that it therefore does not begin again
    record Services(List<ServiceDefinition> subscribed, List<ServiceDefinition> waiting,
            List<ServiceDefinition> unasked, List<ServiceDefinition> unsubscribed, List<ServiceDefinition> kept,
            List<ServiceDefinition> left) {

        Services {
            subscribed = List.copyOf(subscribed);
            waiting = List.copyOf(waiting);
            unasked = List.copyOf(unasked);
            unsubscribed = List.copyOf(unsubscribed);
            kept = List.copyOf(kept);
            left = List.copyOf(left);
        }

        /// Those that are subscribed to now, and those that are no longer.
        List<ServiceDefinition> settled() {
            return Stream.of(subscribed, unsubscribed).flatMap(List::stream).toList();
        }

        /// Those that were begun: active by now, or once they are confirmed.
        List<ServiceDefinition> begun() {
            return Stream.of(subscribed, waiting, unasked).flatMap(List::stream).toList();
        }
    }

    /// The same, with its entries kept under a number.
    Taken keptUnder(long number) {
        return new Taken(chosen, services, seqs, number);
    }

    /// Did anything change?
    boolean changed() {
        return settled() || !services.begun().isEmpty();
    }

    /// Did anything change that counts from now on? What waits for a confirmation does not.
    boolean settled() {
        return !(chosen.on().isEmpty() && chosen.off().isEmpty() && services.settled().isEmpty());
    }
}
