package heed.delivery.analysis.index;

import heed.delivery.analysis.AddressColumn;
import heed.rules.Channel;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/// What a catch-up has read and is about to apply at once: everything fresh about the touched profiles, who shares
/// the addresses they had or have, and what is rebuilt whole.
final class IndexPatch {
    private record Sharing(Channel channel, int profile, boolean shares) {}

    private final RoaringBitmap profiles;
    private final IndexData fresh = new IndexData();
    private final List<Sharing> sharings = new ArrayList<>();
    private final Map<Integer, IndexData> services = new TreeMap<>();
    private @Nullable RoaringBitmap excluded;

    IndexPatch(RoaringBitmap profiles) {
        this.profiles = profiles;
    }

    /// Empty data that takes what is fresh about the touched profiles.
    IndexData fresh() {
        return fresh;
    }

    /// All e-mail addresses of excluded domains: those changed.
    void excludedDomains(RoaringBitmap addresses) {
        excluded = addresses;
    }

    /// Empty data that takes everybody of one service.
    IndexData service(int service) {
        return services.computeIfAbsent(service, any -> new IndexData());
    }

    /// By channel the first addresses that touched profiles had in the index or have now: who uses those may have
    /// begun or ceased to share.
    Map<Channel, RoaringBitmap> concernedAddresses(IndexData index) {
        Map<Channel, RoaringBitmap> concerned = new EnumMap<>(Channel.class);
        for (Channel channel : Channel.values()) {
            RoaringBitmap addresses = new RoaringBitmap();
            collect(index.channel(channel).addresses(), addresses);
            collect(fresh.channel(channel).addresses(), addresses);
            if (!addresses.isEmpty()) {
                concerned.put(channel, addresses);
            }
        }
        return concerned;
    }

    /// Somebody who has a concerned address first.
    void sharing(int channel, int profile, boolean shares) {
        sharings.add(new Sharing(Channel.ofNumber(channel), profile, shares));
    }

    /// Brings the index to the snapshot that all this was read in. No reader may look meanwhile.
    void applyTo(IndexData index) {
        for (Channel channel : Channel.values()) {
            AddressColumn addresses = index.channel(channel).addresses();
            for (int profile : RoaringBitmap.and(profiles, addresses.sharing()).toArray()) {
                addresses.markSharing(profile, false);
            }
        }
        index.patch(profiles, fresh);
        sharings.forEach(each -> index.channel(each.channel).addresses().markSharing(each.profile, each.shares));
        if (excluded != null) {
            index.findExcludedDomain(excluded);
        }
        services.forEach((service, data) -> index.replaceService(service, data.service(service)));
    }

    private void collect(AddressColumn column, RoaringBitmap addresses) {
        for (int profile : RoaringBitmap.and(profiles, column.holders()).toArray()) {
            addresses.add(column.address(profile));
        }
    }
}
