package heed.rules.cases;

import heed.rules.AddressStatus;
import heed.rules.Channel;
import heed.rules.ExclusionRule;
import heed.rules.Fact;
import heed.rules.SubscriptionStatus;
import heed.rules.optout.Switch;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// A small world, one delivery, and what must come out.
///
/// @param name what the case says
/// @param world who and what there is
/// @param delivery what is asked
/// @param target the keys of who is targeted, in order of creation
/// @param excluded the others of the audience by key
public record AnalysisCase(String name, World world, Asked delivery, List<String> target,
        Map<String, Exclusion> excluded) {

    /// Who and what there is.
    ///
    /// @param profiles in the order of creation
    /// @param statuses by `channel:address` as written
    /// @param services the services there are
    /// @param subscriptions by service, then by profile key
    /// @param excludedDomains patterns
    public record World(List<Profile> profiles, Map<Written, AddressStatus> statuses, List<String> services,
            Map<String, Map<String, SubscriptionStatus>> subscriptions, List<String> excludedDomains) {}

    /// An address as it was written.
    public record Written(Channel channel, String text) {}

    /// A person.
    ///
    /// @param key the profile key
    /// @param addresses as written, by channel
    /// @param out the switches that are on
    /// @param unconfirmed waits for the double opt-in
    /// @param unknown facts that nobody can tell: only the pure rules can run such a case
    public record Profile(String key, Map<Channel, List<String>> addresses, Set<Switch> out, boolean unconfirmed,
            Set<Fact> unknown) {}

    /// What is asked.
    ///
    /// @param channel the delivery's channel
    /// @param service the delivery's service
    /// @param typology the name of the built-in typology
    /// @param without rules that a what-if drops; empty for the delivery as it is
    /// @param audience the keys of the audience; empty for all profiles of the world
    public record Asked(Channel channel, Optional<String> service, String typology, Set<ExclusionRule> without,
            Optional<List<String>> audience) {}

    /// Why somebody is left out.
    ///
    /// @param cause the code of the deciding cause
    /// @param causes all codes, where the case says them
    /// @param detail the detail of `not_subscribed`, where the case says it
    public record Exclusion(String cause, Optional<List<String>> causes, Optional<String> detail) {}

    /// Can only the pure rules run it, because something is unknown?
    public boolean hasUnknowns() {
        return world.profiles.stream().anyMatch(profile -> !profile.unknown.isEmpty());
    }

    static AnalysisCase of(Node node) {
        node.text("why");
        Node expect = node.needNode("expect");
        Map<String, Exclusion> excluded = new LinkedHashMap<>();
        Node exclusions = expect.needNode("excluded");
        exclusions.names().forEach(key -> excluded.put(key, exclusion(exclusions.value(key).orElseThrow())));
        AnalysisCase one = new AnalysisCase(node.needText("case"), world(node.needNode("given")),
                asked(node.needNode("delivery")), expect.texts("target"), excluded);
        expect.close();
        return one;
    }

    private static Exclusion exclusion(Object yaml) {
        if (yaml instanceof String cause) {
            return new Exclusion(cause, Optional.empty(), Optional.empty());
        }
        Node node = new Node(yaml);
        Exclusion one = new Exclusion(node.needText("cause"),
                node.has("causes") ? Optional.of(node.texts("causes")) : Optional.empty(), node.text("detail"));
        node.close();
        return one;
    }

    private static World world(Node node) {
        Map<Written, AddressStatus> statuses = new LinkedHashMap<>();
        node.node("quarantine").ifPresent(places -> places.names().forEach(
                place -> statuses.put(written(place), AddressStatus.ofCode(places.needText(place)).orElseThrow())));
        Map<String, Map<String, SubscriptionStatus>> subscriptions = new LinkedHashMap<>();
        node.node("subscriptions").ifPresent(services -> services.names()
                .forEach(service -> subscriptions.put(service, states(services.needNode(service)))));
        World world = new World(node.nodes("profiles").stream().map(AnalysisCase::profile).toList(), statuses,
                node.texts("services"), subscriptions, node.texts("excludedDomains"));
        node.close();
        return world;
    }

    private static Map<String, SubscriptionStatus> states(Node node) {
        Map<String, SubscriptionStatus> states = new LinkedHashMap<>();
        node.names().forEach(key -> states.put(key, SubscriptionStatus.ofCode(node.needText(key)).orElseThrow()));
        return states;
    }

    private static Written written(String place) {
        int colon = place.indexOf(':');
        return new Written(Channel.ofCode(place.substring(0, colon)).orElseThrow(), place.substring(colon + 1));
    }

    private static Profile profile(Node node) {
        Map<Channel, List<String>> addresses = new EnumMap<>(Channel.class);
        for (Channel channel : Channel.values()) {
            if (node.has(channel.code())) {
                addresses.put(channel, node.texts(channel.code()));
            }
        }
        Set<Switch> out = node.texts("out").stream().map(code -> Switch.ofCode(code).orElseThrow())
                .collect(Collectors.toSet());
        Set<Fact> unknown = node.texts("unknown").stream().map(code -> Fact.valueOf(code.toUpperCase(Locale.ROOT)))
                .collect(Collectors.toSet());
        Profile one = new Profile(node.needText("key"), addresses, out, node.flag("unconfirmed"), unknown);
        node.close();
        return one;
    }

    private static Asked asked(Node node) {
        Set<ExclusionRule> without = node.texts("without").stream()
                .map(code -> ExclusionRule.ofCode(code).orElseThrow()).collect(Collectors.toSet());
        Optional<List<String>> keys = node.node("audience").map(audience -> {
            audience.text("type");
            return audience.texts("keys");
        });
        Asked one = new Asked(Channel.ofCode(node.needText("channel")).orElseThrow(), node.text("service"),
                node.text("typology").orElse("marketing"), without, keys);
        node.close();
        return one;
    }
}
