package heed.quarantine;

import heed.rules.quarantine.AddressEvent;
import heed.rules.quarantine.ErrorReason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Something that happened to an address, about to be appended to its events (semantics §2).
///
/// The ledger entry `seq` has been appended by the caller and names the address, alone or in its bitmap. One entry
/// may hold events on many addresses; on one address never two of the same profile, or two of none.
///
/// @param addressId whose event it is
/// @param event what happened, at the time at which it counts ([heed.rules.quarantine.EventTime] has been asked);
///         its `seq` is the ledger entry
/// @param text what the other side said, or null
/// @param source the code of the sender; with `event.id()`, where there is one, it makes the event count once
/// @param deliveryId the delivery it came from, or null
public record NewAddressEvent(int addressId, AddressEvent event, @Nullable String text, String source,
        @Nullable Long deliveryId) {

    /// A profile's opt-out with scope `address`: sets the mark `opt_out`.
    public static NewAddressEvent optOut(int addressId, Instant at, int profileId, String source, long seq) {
        return new NewAddressEvent(addressId, ofProfile(AddressEvent.Type.OPT_OUT, at, profileId, seq), null, source,
                null);
    }

    /// The opt-in with scope `address`: clears what opt-outs of that profile have set.
    public static NewAddressEvent optIn(int addressId, Instant at, int profileId, String source, long seq) {
        return new NewAddressEvent(addressId, ofProfile(AddressEvent.Type.OPT_IN, at, profileId, seq), null, source,
                null);
    }

    private static AddressEvent ofProfile(AddressEvent.Type type, Instant at, int profileId, long seq) {
        ErrorReason reason = type == AddressEvent.Type.OPT_OUT ? ErrorReason.OPT_OUT : null;
        return new AddressEvent(at, type, reason, 0, profileId, false, "", seq);
    }
}
