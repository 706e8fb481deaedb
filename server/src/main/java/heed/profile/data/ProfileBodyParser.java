package heed.profile.data;

import heed.quarantine.Address;
import heed.quarantine.AddressParser;
import heed.rules.Channel;
import heed.rules.address.Canonicalised;
import heed.web.Problem;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.IllformedLocaleException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Reads one body of PUT or PATCH; every problem is said at once. Used once.
final class ProfileBodyParser {

    private static final int MOST_ADDRESSES = 8;
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final Set<String> FIELDS = Set.of("addresses", "attributes", "locale", "timeZone", "country",
            "unconfirmed");

    private final AddressParser addresses;
    private final ObjectNode body;
    private final List<Problem.Field> problems = new ArrayList<>();

    ProfileBodyParser(AddressParser addresses, ObjectNode body) {
        this.addresses = addresses;
        this.body = body;
    }

    /// The whole of a PUT.
    ///
    /// @throws Problem 400
    ProfileBody whole() {
        return read(ProfileBody.EMPTY, false);
    }

    /// What a PATCH (RFC 7396) makes of this: what it does not name stays as it is and is not judged again, for imports take
    /// more than this; what it sets to null goes.
    ///
    /// @throws Problem 400
    ProfileBody patched(ProfileBody before) {
        if (body.has("unconfirmed")) {
            problem("unconfirmed", "cannot be patched; POST …/confirmation confirms");
        }
        return read(before, true);
    }

    private ProfileBody read(ProfileBody before, boolean patch) {
        body.propertyNames().stream().filter(name -> !FIELDS.contains(name))
                .forEach(name -> problem(name, "is unknown here"));
        String country = text("country", before.country(), this::country);
        ProfileBody read = new ProfileBody(addresses(before.addresses(), country), attributes(before, patch),
                text("locale", before.locale(), this::locale), text("timeZone", before.timeZone(), this::timeZone),
                country, unconfirmed());
        if (!problems.isEmpty()) {
            throw Problem.badRequest(problems);
        }
        return read;
    }

    private boolean unconfirmed() {
        JsonNode node = body.path("unconfirmed");
        if (!node.isMissingNode() && !node.isBoolean()) {
            problem("unconfirmed", "must be true or false");
        }
        return node.isBoolean() && node.booleanValue();
    }

    private @Nullable String text(String field, @Nullable String before, UnaryOperator<String> judged) {
        JsonNode node = body.path(field);
        if (node.isMissingNode()) {
            return before;
        }
        if (!node.isNull() && !node.isString()) {
            problem(field, "must be text");
        }
        return node.isString() ? judged.apply(node.stringValue()) : null;
    }

    private String country(String given) {
        String country = given.toUpperCase(Locale.ROOT);
        if (!COUNTRIES.contains(country)) {
            problem("country", "must be a country of ISO 3166, two letters");
        }
        return country;
    }

    private String locale(String given) {
        try {
            if (new Locale.Builder().setLanguageTag(given).build().getLanguage().isEmpty()) {
                problem("locale", "must name a language, as fr or fr-CA");
            }
        } catch (IllformedLocaleException e) {
            problem("locale", "must be a BCP 47 language tag, as fr or fr-CA");
        }
        return given;
    }

    private String timeZone(String given) {
        try {
            return ZoneId.of(given).getId();
        } catch (DateTimeException e) {
            problem("timeZone", "must be a time zone, as Europe/Paris");
            return given;
        }
    }

    private ObjectNode attributes(ProfileBody before, boolean patch) {
        JsonNode node = body.path("attributes");
        if (node.isMissingNode() || node.isNull()) {
            return node.isNull() ? JsonNodeFactory.instance.objectNode() : before.attributes();
        }
        if (!node.isObject()) {
            problem("attributes", "must be an object");
            return before.attributes();
        }
        if (patch) {
            return (ObjectNode) MergePatch.apply(before.attributes(), PlainNumbers.of(node));
        }
        ObjectNode whole = (ObjectNode) PlainNumbers.of(node);
        whole.removeIf(JsonNode::isNull);
        return whole;
    }

    private Map<Channel, List<GivenAddress>> addresses(Map<Channel, List<GivenAddress>> before,
            @Nullable String country) {
        JsonNode node = body.path("addresses");
        if (node.isMissingNode() || node.isNull()) {
            return node.isNull() ? Map.of() : before;
        }
        Map<Channel, List<GivenAddress>> read = new EnumMap<>(Channel.class);
        read.putAll(before);
        if (!node.isObject()) {
            problem("addresses", "must be an object: channel to address, or to a list of addresses");
        }
        node.propertyStream().forEach(entry -> Channel.ofCode(entry.getKey()).ifPresentOrElse(channel -> {
            List<GivenAddress> list = channel(channel, entry.getValue(), country);
            read.compute(channel, (_, _) -> list.isEmpty() ? null : list);
        }, () -> problem("addresses." + entry.getKey(), "is no channel")));
        return read;
    }

    private List<GivenAddress> channel(Channel channel, JsonNode node, @Nullable String country) {
        String field = "addresses." + channel.code();
        // Two spellings of one address are one address; the first spelling stays.
        Map<Address, GivenAddress> list = new LinkedHashMap<>();
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                address(channel, field + "[" + i + "]", node.get(i), country, list);
            }
        } else if (!node.isNull()) {
            address(channel, field, node, country, list);
        }
        if (list.size() > MOST_ADDRESSES) {
            problem(field, "must be at most " + MOST_ADDRESSES + " addresses");
        }
        return List.copyOf(list.values());
    }

    private void address(Channel channel, String field, @Nullable JsonNode node, @Nullable String country,
            Map<Address, GivenAddress> list) {
        if (node == null || !node.isString()) {
            problem(field, "must be text");
            return;
        }
        switch (addresses.parse(channel, node.stringValue(), country)) {
            case Canonicalised.Canonical(String canonical) -> {
                Address address = new Address(channel, canonical);
                list.putIfAbsent(address, new GivenAddress(address, address.spelling(node.stringValue())));
            }
            case Canonicalised.Rejected(String reason) -> problem(field, reason);
        }
    }

    private void problem(String field, String message) {
        problems.add(new Problem.Field(field, message));
    }
}
