package heed.profile;

import heed.ledger.Source;
import heed.rules.optout.Act;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// One choice of a batch, scope profile.
///
/// @param profileId whose; locked by the caller
/// @param act what it does to the switches
/// @param at when it counts; [heed.rules.optout.ChoiceTime#judge] has been asked
/// @param source where it comes from
/// @param reason why, or null; the caller has seen to it that an opt-in has one
/// @param evidence the proof, such as the line of the file
public record ChoiceRow(int profileId, Act act, Instant at, Source source, @Nullable String reason,
        ObjectNode evidence) {

    public ChoiceRow {
        at = at.truncatedTo(ChronoUnit.MICROS);
    }

    /// What makes two rows the same choice.
    record Identity(int profileId, Act act, Instant at, Source source) {}

    Identity identity() {
        return new Identity(profileId, act, at, source);
    }
}
