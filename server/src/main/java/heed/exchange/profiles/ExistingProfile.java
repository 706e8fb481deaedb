package heed.exchange.profiles;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A profile as it is, locked for the batch.
///
/// @param id its id
/// @param key its key
/// @param attributes a JSON object
/// @param texts locale, time_zone and country, as far as it has them
/// @param unconfirmed does it wait for its double opt-in?
/// @param deleted is it deleted?
/// @param mergedInto the key of the profile it was merged into, or null
/// @param addresses in order of channel and position
record ExistingProfile(int id, String key, ObjectNode attributes, Map<String, String> texts, boolean unconfirmed,
        boolean deleted, @Nullable String mergedInto, List<Used> addresses) {

    /// An address in use.
    ///
    /// @param channel the channel's number
    /// @param position from 1
    /// @param addressId which address
    /// @param original the spelling, where it differs from the canonical one
    record Used(int channel, int position, int addressId, @Nullable String original) {}

    /// The attributes with a row's laid over them.
    ObjectNode merged(Map<String, JsonNode> row) {
        ObjectNode merged = attributes.deepCopy();
        row.forEach((name, value) -> {
            if (value.isMissingNode()) {
                merged.remove(name);
            } else {
                merged.set(name, value);
            }
        });
        return merged;
    }
}
