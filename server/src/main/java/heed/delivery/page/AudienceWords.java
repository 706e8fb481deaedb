package heed.delivery.page;

import heed.delivery.Audience;
import java.util.List;

/// An audience as a page says it: `delivery.audience.<type>`.
///
/// @param type as the API calls it
/// @param what the name of the service, the number of the import or how many keys; empty for everybody
record AudienceWords(String type, Object what) {

    static AudienceWords of(Audience audience) {
        return switch (audience) {
            case Audience.All _ -> new AudienceWords("all", "");
            case Audience.Profiles(List<String> keys) -> new AudienceWords("profiles", keys.size());
            case Audience.Subscribers(String name) -> new AudienceWords("service", name);
            case Audience.Imported(long id) -> new AudienceWords("import", Long.toString(id));
        };
    }
}
