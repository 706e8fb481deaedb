package heed.profile.data;

import heed.quarantine.Address;
import heed.rules.AddressStatus;
import heed.rules.Channel;

/// An address as a profile uses it, with its status now.
///
/// @param channel where it is used
/// @param addressId its id, the same for every profile that uses it
/// @param original as it was given, for display and sending
/// @param canonical its canonical form
/// @param status its status, faded where its errors have
public record UsedAddress(Channel channel, int addressId, String original, String canonical,
        AddressStatus status) {

    /// What a form shows of it. Numbers stand there in their canonical form: a national spelling would become another
    /// number with another country in the same form.
    public String editable() {
        return Address.sentAsWritten(channel) ? original : canonical;
    }

    /// Masked: no log holds an address.
    @Override
    public String toString() {
        return "UsedAddress[" + addressId + "]";
    }
}
