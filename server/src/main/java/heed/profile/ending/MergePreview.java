package heed.profile.ending;

import heed.profile.OptOutView;
import heed.profile.ProfileSubscriptions.Subscribed;
import heed.profile.data.ProfileView;
import heed.rules.SubscriptionStatus;
import heed.rules.optout.Switch;
import heed.rules.subscription.MergeEffect;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// What a merge would come to, before it is done (semantics §1, "Merge").
///
/// @param switches what stays excluded: every switch that is on for either, `all` first
/// @param dropped the addresses of the profile that ends: they go to nobody
/// @param kept the addresses of the profile that stays
/// @param attributes how many attributes of the profile that ends are dropped
/// @param subscriptions to every service that either ever asked for, by its name
record MergePreview(List<SwitchLine> switches, List<Used> dropped, List<Used> kept, int attributes,
        List<SubscriptionLine> subscriptions) {

    /// A switch that is on after the merge.
    ///
    /// @param code a channel, or `all`
    /// @param from is it on for the profile that ends?
    /// @param into is it on for the profile that stays?
    record SwitchLine(String code, boolean from, boolean into) {}

    /// An address.
    record Used(String channel, String address) {

        /// Masked: no log holds an address.
        @Override
        public String toString() {
            return "Used[" + channel + "]";
        }
    }

    /// A subscription's states: of the profile that ends, of the one that stays, and of that one after the merge.
    record SubscriptionLine(String service, String from, String into, String after) {

        /// Is it another one for the profile that stays?
        public boolean changes() {
            return !into.equals(after);
        }
    }

    static MergePreview of(ProfileView from, ProfileView into) {
        return new MergePreview(switches(from.optOuts(), into.optOuts()), addresses(from), addresses(into),
                from.attributes().size(), subscriptions(from, into));
    }

    private static List<SwitchLine> switches(OptOutView from, OptOutView into) {
        return Arrays.stream(Switch.values())
                .map(one -> new SwitchLine(one.code(), isOn(from, one), isOn(into, one)))
                .filter(line -> line.from() || line.into()).toList();
    }

    private static boolean isOn(OptOutView optOuts, Switch one) {
        return one == Switch.ALL ? optOuts.all() : optOuts.channels().contains(one.code());
    }

    private static List<Used> addresses(ProfileView profile) {
        List<Used> used = new ArrayList<>();
        profile.addresses().forEach((channel, given) -> {
            if (given instanceof List<?> several) {
                several.forEach(one -> used.add(new Used(channel, String.valueOf(one))));
            } else {
                used.add(new Used(channel, String.valueOf(given)));
            }
        });
        return List.copyOf(used);
    }

    private static List<SubscriptionLine> subscriptions(ProfileView from, ProfileView into) {
        Map<String, SubscriptionStatus> comes = states(from);
        Map<String, SubscriptionStatus> had = states(into);
        Set<String> services = new TreeSet<>(comes.keySet());
        services.addAll(had.keySet());
        return services.stream().map(service -> line(service, comes.getOrDefault(service, SubscriptionStatus.NONE),
                had.getOrDefault(service, SubscriptionStatus.NONE))).toList();
    }

    private static SubscriptionLine line(String service, SubscriptionStatus comes, SubscriptionStatus had) {
        return new SubscriptionLine(service, comes.code(), had.code(), MergeEffect.of(comes, had).after(had).code());
    }

    private static Map<String, SubscriptionStatus> states(ProfileView profile) {
        Map<String, SubscriptionStatus> states = new TreeMap<>();
        for (Subscribed one : profile.subscriptions()) {
            states.put(one.service(), SubscriptionStatus.ofCode(one.state()).orElseThrow());
        }
        return states;
    }
}
