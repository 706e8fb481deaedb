package heed.profile.data;

import heed.quarantine.Address;

/// An address of a profile as it was given.
///
/// @param address its canonical form
/// @param original its spelling, for display and sending
record GivenAddress(Address address, String original) {

    /// Masked, as the address is.
    @Override
    public String toString() {
        return address.toString();
    }
}
