package heed.profile.choice;

import heed.profile.ProfileRef;
import heed.rules.optout.Choice;
import heed.rules.optout.OptOuts;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Where a locked profile's choices stand.
///
/// @param profile whose
/// @param optOuts the stored fold of its choices
/// @param newest when the newest known choice was made, voided ones included; null: it has none
public record ChoiceState(ProfileRef profile, OptOuts optOuts, @Nullable Instant newest) {

    /// Is it later than every known choice? Then the fold is one step.
    public boolean isNewest(Choice choice) {
        return newest == null || choice.at().isAfter(newest);
    }
}
