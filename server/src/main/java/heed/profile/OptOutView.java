package heed.profile;

import heed.rules.optout.Switch;
import java.time.Instant;
import java.util.List;

/// The opt-outs of a profile as the API shows them.
///
/// @param all is the switch `all` on?
/// @param channels the channels whose own switch is on, in alphabetical order
/// @param switches every switch that is on, `all` first, with its origin
public record OptOutView(boolean all, List<String> channels, List<SwitchView> switches) {

    /// A switch that is on.
    ///
    /// @param channel a channel, or `all`
    /// @param since when the choice was made after which it was never off
    /// @param source where that choice came from
    /// @param evidence that choice in the ledger
    public record SwitchView(String channel, Instant since, String source, Evidence evidence) {}

    /// An entry of the ledger.
    ///
    /// @param seq its sequence
    public record Evidence(long seq) {}

    /// No switch is on.
    public static final OptOutView NONE = new OptOutView(false, List.of(), List.of());

    public static OptOutView of(List<SwitchView> switches) {
        List<String> channels = switches.stream().map(SwitchView::channel)
                .filter(code -> !code.equals(Switch.ALL.code())).sorted().toList();
        return new OptOutView(channels.size() < switches.size(), channels, switches);
    }
}
