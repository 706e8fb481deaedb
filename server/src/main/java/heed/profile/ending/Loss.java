package heed.profile.ending;

import heed.profile.data.ProfileView;
import heed.rules.SubscriptionStatus;
import java.util.List;
import java.util.Set;

/// What deleting a profile takes from it.
///
/// @param addresses how many addresses, on all channels
/// @param attributes how many attributes
/// @param subscriptions how many subscriptions that are active or wait for a confirmation
record Loss(int addresses, int attributes, long subscriptions) {

    private static final Set<String> OPEN = Set.of(SubscriptionStatus.ACTIVE.code(), SubscriptionStatus.PENDING.code());

    static Loss of(ProfileView profile) {
        int addresses = profile.addresses().values().stream()
                .mapToInt(given -> given instanceof List<?> several ? several.size() : 1).sum();
        long subscriptions = profile.subscriptions().stream().filter(one -> OPEN.contains(one.state())).count();
        return new Loss(addresses, profile.attributes().size(), subscriptions);
    }
}
