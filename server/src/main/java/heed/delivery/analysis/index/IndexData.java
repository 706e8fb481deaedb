package heed.delivery.analysis.index;

import heed.delivery.analysis.FactSets;
import heed.delivery.analysis.FactSetsBuilder;
import heed.delivery.analysis.SnapshotIn;
import heed.delivery.analysis.SnapshotOut;
import heed.delivery.analysis.SubscriptionSets;
import heed.rules.Channel;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/// The facts of all profiles, or of the touched ones that are about to be patched in: bitmaps over profile ids.
///
/// Knows no database; whoever changes it keeps readers away.
final class IndexData {
    /// In order of their numbers.
    private static final List<Channel> CHANNELS = Arrays.stream(Channel.values())
            .sorted(Comparator.comparingInt(Channel::number)).toList();

    final RoaringBitmap living;
    final RoaringBitmap unconfirmed;
    final RoaringBitmap optedOutOfAll;
    final RoaringBitmap excludedDomain;
    private final Map<Channel, ChannelSets> channels = new EnumMap<>(Channel.class);
    private final Map<Integer, ServiceSets> services = new TreeMap<>();

    IndexData() {
        this(new RoaringBitmap(), new RoaringBitmap(), new RoaringBitmap(), new RoaringBitmap());
        for (Channel channel : Channel.values()) {
            channels.put(channel, new ChannelSets());
        }
    }

    private IndexData(RoaringBitmap living, RoaringBitmap unconfirmed, RoaringBitmap optedOutOfAll,
            RoaringBitmap excludedDomain) {
        this.living = living;
        this.unconfirmed = unconfirmed;
        this.optedOutOfAll = optedOutOfAll;
        this.excludedDomain = excludedDomain;
    }

    /// The sets of a channel.
    ChannelSets channel(Channel channel) {
        return Objects.requireNonNull(channels.get(channel));
    }

    /// The sets of a channel by its number.
    ChannelSets channel(int number) {
        return channel(CHANNELS.get(number - 1));
    }

    /// The sets of a service, made at its first use.
    ServiceSets service(int service) {
        return services.computeIfAbsent(service, any -> new ServiceSets());
    }

    /// Those with the service's subscription in whatever state; nobody for a service nobody subscribed to.
    RoaringBitmap everSubscribed(int service) {
        ServiceSets sets = services.get(service);
        return sets == null ? new RoaringBitmap() : sets.everybody();
    }

    /// The facts for one channel, one service (null: none asked) and one moment, for as long as the index stands still.
    FactSets facts(Channel channel, @Nullable Integer service, Instant moment) {
        ChannelSets sets = channel(channel);
        FactSetsBuilder facts = FactSets.of(living, sets.addresses()).optedOutOfAll(optedOutOfAll)
                .optedOutOfChannel(sets.optedOut()).unconfirmed(unconfirmed).denylisted(sets.denylisted())
                .quarantined(sets.quarantined())
                .excludedDomain(channel == Channel.EMAIL ? excludedDomain : new RoaringBitmap());
        if (service != null) {
            ServiceSets subscribed = services.get(service);
            facts.subscriptions(subscribed == null ? SubscriptionSets.nobody() : subscribed.at(moment));
        }
        return facts.build();
    }

    /// Finishes a load or a reading of touched profiles.
    void sort() {
        services.values().forEach(ServiceSets::sort);
    }

    /// Finds from the addresses read who has one, and whose is quarantined, denylisted or of an excluded domain.
    void find(RoaringBitmap quarantined, RoaringBitmap denylisted, RoaringBitmap ofExcludedDomains) {
        channels.values().forEach(sets -> sets.find(quarantined, denylisted));
        findExcludedDomain(ofExcludedDomains);
    }

    /// Finds anew whose first e-mail address is among these.
    void findExcludedDomain(RoaringBitmap addresses) {
        excludedDomain.clear();
        excludedDomain.or(channel(Channel.EMAIL).addresses().whoHas(addresses));
    }

    /// Finds over everybody who shares addresses, and gives back memory: the last step of a full load.
    void finish() {
        channels.values().forEach(sets -> sets.addresses().findSharing());
        channels.values().forEach(ChannelSets::trim);
        services.values().forEach(ServiceSets::trim);
        List.of(living, unconfirmed, optedOutOfAll, excludedDomain).forEach(IndexData::trim);
    }

    /// Replaces all that is known of the touched profiles.
    void patch(RoaringBitmap touched, IndexData fresh) {
        patch(living, touched, fresh.living);
        patch(unconfirmed, touched, fresh.unconfirmed);
        patch(optedOutOfAll, touched, fresh.optedOutOfAll);
        patch(excludedDomain, touched, fresh.excludedDomain);
        channels.forEach((channel, sets) -> sets.patch(touched, fresh.channel(channel)));
        both(services.keySet(), fresh.services.keySet())
                .forEach(service -> service(service).patch(touched, fresh.service(service)));
    }

    /// Replaces all that is known of a service.
    void replaceService(int service, ServiceSets fresh) {
        services.put(service, fresh);
    }

    /// A copy that later changes do not reach; takes milliseconds. Nobody may change the data meanwhile.
    IndexData copy() {
        IndexData copy = new IndexData(living.clone(), unconfirmed.clone(), optedOutOfAll.clone(),
                excludedDomain.clone());
        channels.forEach((channel, sets) -> copy.channels.put(channel, sets.copy()));
        services.forEach((service, sets) -> copy.services.put(service, sets.copy()));
        return copy;
    }

    void writeTo(SnapshotOut out) throws IOException {
        for (RoaringBitmap bitmap : List.of(living, unconfirmed, optedOutOfAll, excludedDomain)) {
            out.putBitmap(bitmap);
        }
        out.putInt(channels.size());
        for (var each : channels.entrySet()) {
            out.putInt(each.getKey().number());
            each.getValue().writeTo(out);
        }
        out.putInt(services.size());
        for (var each : services.entrySet()) {
            out.putInt(each.getKey());
            each.getValue().writeTo(out);
        }
    }

    static IndexData readFrom(SnapshotIn in) throws IOException {
        IndexData data = new IndexData(in.bitmap(), in.bitmap(), in.bitmap(), in.bitmap());
        for (int left = in.nextInt(); left > 0; left--) {
            data.channels.put(Channel.ofNumber(in.nextInt()), ChannelSets.readFrom(in));
        }
        for (int left = in.nextInt(); left > 0; left--) {
            data.services.put(in.nextInt(), ServiceSets.readFrom(in));
        }
        return data;
    }

    /// For tests: whether both answer every question alike.
    boolean sameAs(IndexData other) {
        return living.equals(other.living) && unconfirmed.equals(other.unconfirmed)
                && optedOutOfAll.equals(other.optedOutOfAll) && excludedDomain.equals(other.excludedDomain)
                && channels.keySet().stream().allMatch(each -> channel(each).sameAs(other.channel(each)))
                && both(services.keySet(), other.services.keySet()).stream()
                        .allMatch(each -> service(each).sameAs(other.service(each)));
    }

    static void patch(RoaringBitmap all, RoaringBitmap touched, RoaringBitmap fresh) {
        all.andNot(touched);
        all.or(fresh);
    }

    static void trim(RoaringBitmap bitmap) {
        bitmap.runOptimize();
        bitmap.trim();
    }

    private static <T> Set<T> both(Set<T> one, Set<T> other) {
        Set<T> both = new TreeSet<>(one);
        both.addAll(other);
        return both;
    }
}
