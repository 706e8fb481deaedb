package heed.profile;

import heed.profile.choice.OptOutJson;
import heed.rules.optout.OptOuts;
import java.util.List;

/// What a choice came to.
///
/// @param all is the switch `all` on?
/// @param channels the channels whose own switch is on, in alphabetical order
/// @param changed did the choice switch anything, or set or clear a mark?
/// @param seq the ledger entry of the choice
/// @param stillExcludedBy codes of the causes that still exclude the profile on a channel this choice opened
public record ChoiceAnswer(boolean all, List<String> channels, boolean changed, long seq,
        List<String> stillExcludedBy) {

    /// The answer that leaves these switches.
    public static ChoiceAnswer of(OptOuts optOuts, boolean changed, long seq, List<String> stillExcludedBy) {
        return new ChoiceAnswer(optOuts.all(), OptOutJson.codes(optOuts), changed, seq, stillExcludedBy);
    }
}
