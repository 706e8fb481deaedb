package heed.exchange.profiles;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/// What a profile was before an import changed it, as `import_previous` keeps it for undo.
///
/// @param attributes a JSON object
/// @param texts locale, time_zone and country, as far as it had them
/// @param unconfirmed did it wait for its double opt-in?
/// @param deleted was it deleted?
/// @param addresses every address it had
record PreviousJson(ObjectNode attributes, Map<String, String> texts, boolean unconfirmed, boolean deleted,
        List<ExistingProfile.Used> addresses) {

    static String write(ExistingProfile profile) {
        return Merging.JSON.writeValueAsString(new PreviousJson(profile.attributes(),
                new LinkedHashMap<>(profile.texts()), profile.unconfirmed(), profile.deleted(), profile.addresses()));
    }

    static PreviousJson read(String json) {
        return Merging.JSON.readValue(json, PreviousJson.class);
    }
}
