package heed.profile.data;

import heed.quarantine.Address;
import java.util.List;

/// An address of a profile as it was given.
///
/// @param address its canonical form
/// @param original its spelling, for display and sending
record GivenAddress(Address address, String original) {

    /// The one of these that is the same address, where this one is in its canonical form; else this one.
    GivenAddress spelledAsIn(List<GivenAddress> others) {
        return original.equals(address.canonical())
                ? others.stream().filter(other -> other.address.equals(address)).findFirst().orElse(this)
                : this;
    }

    /// Masked, as the address is.
    @Override
    public String toString() {
        return address.toString();
    }
}
