package heed.landingpage.arrival;

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
public record Person(ProfileRef profile, @Nullable ProfileView known) {

    /// The profile.
    public int id() {
        return profile.id();
    }

    /// Its key.
    public String key() {
        return profile.key();
    }

    /// The language and region a person was given; null for none, and of nobody.
    public static @Nullable String locale(@Nullable Person person) {
        return person == null || person.known == null ? null : person.known.locale();
    }

    /// The e-mail address that messages go to, as it was given; null where there is none.
    public @Nullable String email() {
        Object email = known == null ? null : known.addresses().get(Channel.EMAIL.code());
        Object first = email instanceof List<?> several ? several.getFirst() : email;
        return first == null ? null : first.toString();
    }

    /// The attributes that are plain values, as text.
    public Map<String, String> attributes() {
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
    public Map<Switch, Long> switches() {
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
