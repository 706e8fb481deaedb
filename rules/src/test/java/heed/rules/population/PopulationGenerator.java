package heed.rules.population;

import heed.rules.AddressStatus;
import heed.rules.Channel;
import heed.rules.Fact;
import heed.rules.SubscriptionStatus;
import heed.rules.optout.Switch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/// Makes populations from a seed: the same seed, the same world. Every fact occurs, alone and with others; many
/// people share addresses; subscriptions end before, at and after [#NOW].
public final class PopulationGenerator {

    /// The moment around which subscriptions end.
    public static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    /// The services there are.
    public static final List<String> SERVICES = List.of("news", "offers");

    private static final List<String> DOMAINS = List.of("example.org", "mail.example.org", "example.com",
            "blocked.example", "deep.sub.blocked.example", "sub.other.example", "other.example");
    private static final Set<String> EXCLUDED = Set.of("blocked.example", "*.other.example");

    private final Random random;
    private final int size;
    private final double unknownShare;

    private PopulationGenerator(long seed, int size, double unknownShare) {
        this.random = new Random(seed);
        this.size = size;
        this.unknownShare = unknownShare;
    }

    /// A population in which everything is known.
    public static Population known(long seed, int size) {
        return new PopulationGenerator(seed, size, 0).population();
    }

    /// A population in which about one person in twenty has facts that nobody can tell.
    public static Population withUnknowns(long seed, int size) {
        return new PopulationGenerator(seed, size, 0.05).population();
    }

    private Population population() {
        List<Person> people = new ArrayList<>(size);
        for (int id = 1; id <= size; id++) {
            people.add(person(id));
        }
        Map<Population.Place, AddressStatus> statuses = new HashMap<>();
        for (Person person : people) {
            person.addresses().forEach((channel, texts) -> texts.forEach(text -> {
                if (chance(0.12)) {
                    statuses.put(new Population.Place(channel, text), pick(List.of(AddressStatus.values())));
                }
            }));
        }
        statuses.values().removeIf(status -> status == AddressStatus.VALID);
        return new Population(List.copyOf(people), Map.copyOf(statuses), Set.copyOf(SERVICES), EXCLUDED);
    }

    private Person person(int id) {
        boolean deleted = chance(0.02);
        Map<Channel, List<String>> addresses = new EnumMap<>(Channel.class);
        if (!deleted) {
            for (Channel channel : Channel.values()) {
                if (chance(channel == Channel.EMAIL ? 0.93 : 0.4)) {
                    addresses.put(channel, addresses(channel));
                }
            }
        }
        return new Person(id, "p" + id, deleted, addresses, out(), chance(0.05), subscriptions(), unknown());
    }

    private List<String> addresses(Channel channel) {
        List<String> texts = new ArrayList<>();
        int count = chance(0.1) ? 1 + random.nextInt(8) : 1;
        while (texts.size() < count) {
            String text = address(channel);
            if (!texts.contains(text)) {
                texts.add(text);
            }
        }
        return texts;
    }

    /// About as many addresses as people, so that a good part of them is shared.
    private String address(Channel channel) {
        int number = random.nextInt(size + 8);
        return switch (channel) {
            case EMAIL -> "p" + number + "@" + DOMAINS.get(chance(0.8) ? random.nextInt(3) : random.nextInt(7));
            case SMS, PHONE, FAX, WHATSAPP -> "+336%08d".formatted(number);
            case PUSH -> "Token-" + number;
            case DIRECT_MAIL -> number + " rue de la paix, 75002 paris";
        };
    }

    private Set<Switch> out() {
        EnumSet<Switch> out = EnumSet.noneOf(Switch.class);
        for (Switch one : Switch.values()) {
            if (chance(0.06)) {
                out.add(one);
            }
        }
        return out;
    }

    private Map<String, Person.Subscription> subscriptions() {
        Map<String, Person.Subscription> subscriptions = new TreeMap<>();
        for (String service : SERVICES) {
            if (chance(0.6)) {
                subscriptions.put(service, subscription());
            }
        }
        return subscriptions;
    }

    private Person.Subscription subscription() {
        Instant until = NOW.plus(Duration.ofDays(random.nextInt(5) - 2));
        return switch (random.nextInt(6)) {
            case 0 -> new Person.Subscription(SubscriptionStatus.PENDING, until);
            case 1 -> new Person.Subscription(SubscriptionStatus.ENDED, null);
            case 2 -> new Person.Subscription(SubscriptionStatus.ACTIVE, until);
            default -> new Person.Subscription(SubscriptionStatus.ACTIVE, null);
        };
    }

    private Set<Fact> unknown() {
        EnumSet<Fact> unknown = EnumSet.noneOf(Fact.class);
        if (chance(unknownShare)) {
            unknown.add(pick(List.of(Fact.values())));
            unknown.add(pick(List.of(Fact.values())));
        }
        return unknown;
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    private boolean chance(double share) {
        return random.nextDouble() < share;
    }
}
