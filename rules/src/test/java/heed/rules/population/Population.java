package heed.rules.population;

import heed.rules.AddressStatus;
import heed.rules.Channel;
import heed.rules.Fact;
import heed.rules.Facts;
import heed.rules.SubscriptionStatus;
import heed.rules.address.ExcludedDomains;
import heed.rules.optout.Switch;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A small world: people, addresses that are not valid, services and excluded domains.
///
/// @param people in the order of their ids
/// @param statuses the addresses that are not `valid`
/// @param services the names of the services
/// @param excludedDomains patterns as in [ExcludedDomains]
public record Population(List<Person> people, Map<Place, AddressStatus> statuses, Set<String> services,
        Set<String> excludedDomains) {

    /// An address.
    ///
    /// @param channel its channel
    /// @param canonical its canonical text
    public record Place(Channel channel, String canonical) {}

    /// Everybody who is not deleted: the audience `all`.
    public List<Person> living() {
        return people.stream().filter(person -> !person.deleted()).toList();
    }

    /// What the rules may know of a person for a delivery; what is `unknown` of them is `null`.
    public Facts facts(Person person, Question question) {
        Channel channel = question.channel();
        String address = person.first(channel).orElse(null);
        Set<Fact> unknown = person.unknown();
        return new Facts(known(unknown, Fact.NO_ADDRESS, address != null),
                known(unknown, Fact.OPTED_OUT_OF_ALL, person.out().contains(Switch.ALL)),
                known(unknown, Fact.OPTED_OUT_OF_CHANNEL, person.out().contains(Switch.of(channel))),
                known(unknown, Fact.UNCONFIRMED, person.unconfirmed()), question.service() != null,
                unknown.contains(Fact.NOT_SUBSCRIBED) ? null : subscription(person, question),
                unknown.contains(Fact.ADDRESS_QUARANTINED) || unknown.contains(Fact.ADDRESS_DENYLISTED)
                        ? null
                        : status(channel, address),
                known(unknown, Fact.DOMAIN_EXCLUDED, excluded(channel, address)));
    }

    private static @Nullable Boolean known(Set<Fact> unknown, Fact fact, boolean value) {
        return unknown.contains(fact) ? null : value;
    }

    private static SubscriptionStatus subscription(Person person, Question question) {
        Person.Subscription subscription = question.service() == null
                ? null
                : person.subscriptions().get(question.service());
        return subscription == null ? SubscriptionStatus.NONE : subscription.at(question.moment());
    }

    private AddressStatus status(Channel channel, @Nullable String address) {
        return address == null
                ? AddressStatus.VALID
                : statuses.getOrDefault(new Place(channel, address), AddressStatus.VALID);
    }

    private boolean excluded(Channel channel, @Nullable String address) {
        return address != null && channel == Channel.EMAIL && new ExcludedDomains(excludedDomains).matches(address);
    }
}
