package heed.delivery.analysis.index;

import heed.delivery.analysis.AddressColumn;
import heed.delivery.analysis.SnapshotIn;
import heed.delivery.analysis.SnapshotOut;
import java.io.IOException;
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

    /// Finds who has an address, and whose is quarantined or denylisted: the last step of a reading.
    void find(RoaringBitmap quarantinedAddresses, RoaringBitmap denylistedAddresses) {
        addresses.findHolders();
        quarantined.or(addresses.whoHas(quarantinedAddresses));
        denylisted.or(addresses.whoHas(denylistedAddresses));
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

    void trim() {
        addresses.trim();
        IndexData.trim(optedOut);
        IndexData.trim(quarantined);
        IndexData.trim(denylisted);
    }

    ChannelSets copy() {
        return new ChannelSets(addresses.copy(), optedOut.clone(), quarantined.clone(), denylisted.clone());
    }

    void writeTo(SnapshotOut out) throws IOException {
        for (int page = 0; page < addresses.pageCount(); page++) {
            int[] held = addresses.page(page);
            if (held != null) {
                out.putInt(page);
                out.putInts(held);
            }
        }
        out.putInt(-1);
        out.putBitmap(addresses.holders());
        out.putBitmap(addresses.sharing());
        out.putBitmap(optedOut);
        out.putBitmap(quarantined);
        out.putBitmap(denylisted);
    }

    static ChannelSets readFrom(SnapshotIn in) throws IOException {
        AddressColumn addresses = new AddressColumn();
        for (int page = in.nextInt(); page >= 0; page = in.nextInt()) {
            addresses.restore(page, in.ints());
        }
        addresses.restore(in.bitmap(), in.bitmap());
        return new ChannelSets(addresses, in.bitmap(), in.bitmap(), in.bitmap());
    }

    boolean sameAs(ChannelSets other) {
        return addresses.sameAs(other.addresses) && optedOut.equals(other.optedOut)
                && quarantined.equals(other.quarantined) && denylisted.equals(other.denylisted);
    }
}
