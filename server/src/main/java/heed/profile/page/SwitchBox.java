package heed.profile.page;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A box of the form of switches.
///
/// @param code `all` or a channel
/// @param on is the switch on? What the form shows, and sends along as shown
/// @param ticked is the box ticked? Differs from `on` only where a form came back
/// @param since when the choice was made after which the switch was never off; like the others, null where it is off
/// @param source code of where that choice came from
/// @param seq that choice in the ledger
/// @param newest the newest entry behind the switch: what the form sends along as shown
/// @param actor who handed it in
/// @param reason why
record SwitchBox(String code, boolean on, boolean ticked, @Nullable Instant since, @Nullable String source,
        @Nullable Long seq, @Nullable Long newest, @Nullable String actor, @Nullable String reason) {}
