package heed.profile.data;

import heed.quarantine.Address;
import heed.rules.Channel;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The data of a profile: what PUT replaces.
///
/// @param addresses by channel, in order, at most eight each, no two the same
/// @param attributes by name; no value is null at the top
/// @param locale a BCP 47 tag, or null
/// @param timeZone a zone id, or null
/// @param country ISO 3166, two capital letters, or null
/// @param unconfirmed waits for a double opt-in; counts only when it creates
record ProfileBody(Map<Channel, List<GivenAddress>> addresses, ObjectNode attributes, @Nullable String locale,
        @Nullable String timeZone, @Nullable String country, boolean unconfirmed) {

    /// Nothing is known.
    static final ProfileBody EMPTY = new ProfileBody(Map.of(), JsonNodeFactory.instance.objectNode(), null, null, null,
            false);

    /// The same, waiting for a double opt-in or not.
    ProfileBody withUnconfirmed(boolean waits) {
        return new ProfileBody(addresses, attributes, locale, timeZone, country, waits);
    }

    /// The same, with numbers that stand here in their canonical form spelled as there.
    ProfileBody withSpellingsOf(ProfileBody there) {
        Map<Channel, List<GivenAddress>> spelled = new EnumMap<>(Channel.class);
        addresses.forEach((channel, given) -> spelled.put(channel, Address.sentAsWritten(channel)
                ? given
                : given.stream().map(one -> one.spelledAsIn(there.addresses.getOrDefault(channel, List.of())))
                        .toList()));
        return new ProfileBody(spelled, attributes, locale, timeZone, country, unconfirmed);
    }

    @Override
    public String toString() {
        return "ProfileBody[masked]";
    }
}
