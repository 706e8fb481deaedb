package heed.profile.data;

import heed.rules.AddressStatus;
import heed.rules.Channel;

/// An address as a profile uses it, with its status now.
///
/// @param channel where it is used
/// @param addressId its id, the same for every profile that uses it
/// @param original as it was given, for display and sending
/// @param status its status, faded where its errors have
public record UsedAddress(Channel channel, int addressId, String original, AddressStatus status) {

    /// Masked: no log holds an address.
    @Override
    public String toString() {
        return "UsedAddress[" + addressId + "]";
    }
}
