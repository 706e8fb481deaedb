package heed.delivery.analysis.index;

import heed.delivery.analysis.AddressColumn;
import org.roaringbitmap.RoaringBitmap;

/// What the index holds for one channel.
///
/// @param addresses the first address of every profile
/// @param optedOut the switch of this channel
/// @param quarantined profiles whose first address is quarantined
/// @param denylisted profiles whose first address is denylisted
record ChannelSets(AddressColumn addresses, RoaringBitmap optedOut, RoaringBitmap quarantined,
        RoaringBitmap denylisted) {

    ChannelSets() {
        this(new AddressColumn(), new RoaringBitmap(), new RoaringBitmap(), new RoaringBitmap());
    }

    void patch(RoaringBitmap touched, ChannelSets fresh) {
        IndexData.patch(optedOut, touched, fresh.optedOut);
        IndexData.patch(quarantined, touched, fresh.quarantined);
        IndexData.patch(denylisted, touched, fresh.denylisted);
        RoaringBitmap had = RoaringBitmap.and(touched, addresses.holders());
        for (int profile : RoaringBitmap.or(had, fresh.addresses.holders()).toArray()) {
            addresses.set(profile, fresh.addresses.address(profile));
        }
    }

    boolean sameAs(ChannelSets other) {
        return addresses.sameAs(other.addresses) && optedOut.equals(other.optedOut)
                && quarantined.equals(other.quarantined) && denylisted.equals(other.denylisted);
    }
}
