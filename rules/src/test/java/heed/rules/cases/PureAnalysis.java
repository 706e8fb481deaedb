package heed.rules.cases;

import heed.rules.AddressStatus;
import heed.rules.Channel;
import heed.rules.SubscriptionStatus;
import heed.rules.Typology;
import heed.rules.address.Canonicalised;
import heed.rules.population.Person;
import heed.rules.population.PlainAnalysis;
import heed.rules.population.Population;
import heed.rules.population.PopulationGenerator;
import heed.rules.population.Question;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/// Runs a case of `analysis.yaml` through the pure rules.
final class PureAnalysis {

    private static final Instant NOW = PopulationGenerator.NOW;

    private PureAnalysis() {
    }

    static PlainAnalysis of(AnalysisCase one) {
        Population population = population(one.world());
        AnalysisCase.Asked asked = one.delivery();
        Typology typology = Typology.builtIn(asked.typology()).orElseThrow().without(asked.without());
        List<Person> audience = asked.audience()
                .map(keys -> population.people().stream().filter(person -> keys.contains(person.key())).toList())
                .orElse(population.people());
        return PlainAnalysis.of(population,
                new Question(asked.channel(), asked.service().orElse(null), typology, NOW), audience);
    }

    private static Population population(AnalysisCase.World world) {
        List<Person> people = new ArrayList<>();
        for (AnalysisCase.Profile profile : world.profiles()) {
            Map<Channel, List<String>> addresses = new EnumMap<>(Channel.class);
            profile.addresses().forEach((channel, texts) -> addresses.put(channel,
                    texts.stream().map(text -> canonical(channel, text)).toList()));
            Map<String, Person.Subscription> subscriptions = new HashMap<>();
            world.subscriptions().forEach((service, states) -> {
                if (states.containsKey(profile.key())) {
                    subscriptions.put(service,
                            subscription(states.getOrDefault(profile.key(), SubscriptionStatus.NONE)));
                }
            });
            people.add(new Person(people.size() + 1, profile.key(), false, addresses, profile.out(),
                    profile.unconfirmed(), subscriptions, profile.unknown()));
        }
        Map<Population.Place, AddressStatus> statuses = new HashMap<>();
        world.statuses().forEach((written, status) -> statuses
                .put(new Population.Place(written.channel(), canonical(written.channel(), written.text())), status));
        return new Population(people, statuses, new HashSet<>(world.services()),
                new HashSet<>(world.excludedDomains()));
    }

    private static Person.Subscription subscription(SubscriptionStatus status) {
        return status == SubscriptionStatus.EXPIRED
                ? new Person.Subscription(SubscriptionStatus.ACTIVE, NOW)
                : new Person.Subscription(status, null);
    }

    private static String canonical(Channel channel, String text) {
        return PureAddress.of(channel, text).map(result -> switch (result) {
            case Canonicalised.Canonical(String canonical) -> canonical;
            case Canonicalised.Rejected(String reason) -> throw new IllegalArgumentException(reason);
        }).orElse(text);
    }
}
