package heed.landingpage.visit;

import heed.profile.OptOutView.SwitchView;
import heed.profile.ProfileRef;
import heed.profile.data.ProfileView;
import heed.rules.Channel;
import heed.rules.optout.Switch;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Somebody a link was made for.
///
/// @param profile whom the link reaches now: of a merged one, the one it was merged into
/// @param known what is known of them; null: the profile was deleted, and still takes choices
record Person(ProfileRef profile, @Nullable ProfileView known) {

    int id() {
        return profile.id();
    }

    String key() {
        return profile.key();
    }

    @Nullable
    String locale() {
        return known == null ? null : known.locale();
    }

    /// The e-mail address that messages go to, as it was given; null where there is none.
    @Nullable
    String email() {
        Object email = known == null ? null : known.addresses().get(Channel.EMAIL.code());
        Object first = email instanceof List<?> several ? several.getFirst() : email;
        return first == null ? null : first.toString();
    }

    /// The attributes that are plain values, as text.
    Map<String, String> attributes() {
        Map<String, String> plain = new TreeMap<>();
        if (known != null) {
            for (Map.Entry<String, JsonNode> one : known.attributes().properties()) {
                if (one.getValue().isValueNode() && !one.getValue().isNull()) {
                    plain.put(one.getKey(), one.getValue().asString());
                }
            }
        }
        return plain;
    }

    /// The switches that are on, each with the entry of the choice behind it.
    Map<Switch, Long> switches() {
        Map<Switch, Long> on = new EnumMap<>(Switch.class);
        if (known != null) {
            for (SwitchView one : known.optOuts().switches()) {
                Switch.ofCode(one.channel()).ifPresent(what -> on.put(what, one.evidence().seq()));
            }
        }
        return on;
    }

    /// Says who by number alone: no log holds an address.
    @Override
    public String toString() {
        return "Person[" + profile.id() + "]";
    }
}
