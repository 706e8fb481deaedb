package heed.delivery.analysis.index;

import heed.delivery.analysis.FactSets;
import heed.delivery.analysis.FactSetsBuilder;
import heed.delivery.analysis.SubscriptionSets;
import heed.rules.Channel;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/// The facts of all profiles, or of the touched ones that are about to be patched in: bitmaps over profile ids.
///
/// Knows no database; whoever changes it keeps readers away.
final class IndexData {
    final RoaringBitmap living = new RoaringBitmap();
    final RoaringBitmap unconfirmed = new RoaringBitmap();
    final RoaringBitmap optedOutOfAll = new RoaringBitmap();
    final RoaringBitmap excludedDomain = new RoaringBitmap();
    private final Map<Channel, ChannelSets> channels = new EnumMap<>(Channel.class);
    private final Map<Integer, ServiceSets> services = new HashMap<>();

    /// The sets of a channel, made at its first use.
    ChannelSets channel(Channel channel) {
        return channels.computeIfAbsent(channel, any -> new ChannelSets());
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
        ChannelSets sets = channels.getOrDefault(channel, new ChannelSets());
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

    /// Finds over everybody who shares addresses: the last step of a full load.
    void findSharing() {
        channels.values().forEach(sets -> sets.addresses().findSharing());
    }

    /// Replaces all that is known of the touched profiles.
    void patch(RoaringBitmap touched, IndexData fresh) {
        patch(living, touched, fresh.living);
        patch(unconfirmed, touched, fresh.unconfirmed);
        patch(optedOutOfAll, touched, fresh.optedOutOfAll);
        patch(excludedDomain, touched, fresh.excludedDomain);
        both(channels.keySet(), fresh.channels.keySet())
                .forEach(channel -> channel(channel).patch(touched, fresh.channel(channel)));
        both(services.keySet(), fresh.services.keySet())
                .forEach(service -> service(service).patch(touched, fresh.service(service)));
    }

    /// Replaces all that is known of a service.
    void replaceService(int service, ServiceSets fresh) {
        services.put(service, fresh);
    }

    /// For tests: whether both answer every question alike.
    boolean sameAs(IndexData other) {
        return living.equals(other.living) && unconfirmed.equals(other.unconfirmed)
                && optedOutOfAll.equals(other.optedOutOfAll) && excludedDomain.equals(other.excludedDomain)
                && both(channels.keySet(), other.channels.keySet()).stream()
                        .allMatch(each -> channel(each).sameAs(other.channel(each)))
                && both(services.keySet(), other.services.keySet()).stream()
                        .allMatch(each -> service(each).sameAs(other.service(each)));
    }

    static void patch(RoaringBitmap all, RoaringBitmap touched, RoaringBitmap fresh) {
        all.andNot(touched);
        all.or(fresh);
    }

    private static <T> Set<T> both(Set<T> one, Set<T> other) {
        Set<T> both = new TreeSet<>(one);
        both.addAll(other);
        return both;
    }
}
