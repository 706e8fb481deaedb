package heed.rules.population;

import heed.rules.Channel;
import heed.rules.Fact;
import heed.rules.SubscriptionStatus;
import heed.rules.optout.Switch;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One profile of a made-up population.
///
/// @param id from 1, in the order of creation
/// @param key the profile key
/// @param deleted deleted profiles have no addresses and are in no audience
/// @param addresses canonical texts, in the order of the profile; a channel without any is absent
/// @param out the switches that are on
/// @param unconfirmed does the profile wait for its double opt-in?
/// @param subscriptions by service name; absent means `none`
/// @param unknown the facts that nobody can tell of this person
public record Person(int id, String key, boolean deleted, Map<Channel, List<String>> addresses, Set<Switch> out,
        boolean unconfirmed, Map<String, Subscription> subscriptions, Set<Fact> unknown) {

    /// A subscription as it is stored.
    ///
    /// @param stored `none`, `pending`, `active` or `ended`
    /// @param until when it is over: an active one expires, a pending one lapses; `null`: never
    public record Subscription(SubscriptionStatus stored, @Nullable Instant until) {

        SubscriptionStatus at(Instant moment) {
            if (until == null || moment.isBefore(until)) {
                return stored;
            }
            return switch (stored) {
                case ACTIVE -> SubscriptionStatus.EXPIRED;
                case PENDING -> SubscriptionStatus.NONE;
                case NONE, EXPIRED, ENDED -> stored;
            };
        }
    }

    /// The address that a delivery on this channel uses.
    public Optional<String> first(Channel channel) {
        return addresses.getOrDefault(channel, List.of()).stream().findFirst();
    }
}
