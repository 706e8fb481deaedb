package heed.exchange.profiles;

import heed.exchange.file.Json;
import heed.quarantine.Address;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/// Lays rows over what is there (4-api "Files": rows merge).
///
/// The addresses of a channel stay without gaps and without repeats: what is cleared makes the next one move up.
final class Merging {

    /// Numbers keep their digits.
    static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

    private final Map<Address, Integer> ids;

    /// @param ids the ids of every address that the rows name; in a dry run those that are known
    Merging(Map<Address, Integer> ids) {
        this.ids = ids;
    }

    /// What a row makes of a profile.
    ProfileChange change(ExistingProfile before, ProfileRow row) {
        Map<String, JsonNode> attributes = new HashMap<>();
        row.attributes().forEach((name, json) -> attributes.put(name,
                json.isEmpty() ? MissingNode.getInstance() : JSON.readTree(json)));
        Map<String, String> texts = new HashMap<>(before.texts());
        row.texts().forEach((name, text) -> {
            if (text.isEmpty()) {
                texts.remove(name);
            } else {
                texts.put(name, text);
            }
        });
        Set<Integer> changed = new LinkedHashSet<>();
        List<ExistingProfile.Used> addresses = new ArrayList<>();
        for (int channel : channels(row)) {
            List<ExistingProfile.Used> was = before.addresses().stream().filter(u -> u.channel() == channel).toList();
            List<ExistingProfile.Used> is = merge(channel, was, row);
            if (!was.equals(is)) {
                changed.add(channel);
                addresses.addAll(is);
            }
        }
        return new ProfileChange(before, row, before.merged(attributes), texts, changed, addresses);
    }

    /// The addresses of a profile that a row makes.
    List<ExistingProfile.Used> fresh(ProfileRow row) {
        if (row.addresses().size() == 1) {
            ProfileRow.Place only = row.addresses().getFirst();
            return only.address() == null ? List.of() : List.of(used(only, 1));
        }
        List<ExistingProfile.Used> all = new ArrayList<>();
        for (int channel : channels(row)) {
            all.addAll(merge(channel, List.of(), row));
        }
        return all;
    }

    /// The attributes of a profile that a row makes, as a JSON object.
    static String attributes(ProfileRow row) {
        if (row.attributes().isEmpty()) {
            return "{}";
        }
        StringJoiner attributes = new StringJoiner(",", "{", "}");
        row.attributes().forEach((name, json) -> {
            if (!json.isEmpty()) {
                attributes.add(Json.quoted(name) + ":" + json);
            }
        });
        return attributes.toString();
    }

    private static Set<Integer> channels(ProfileRow row) {
        Set<Integer> channels = new LinkedHashSet<>();
        row.addresses().forEach(place -> channels.add(place.channel()));
        return channels;
    }

    private List<ExistingProfile.Used> merge(int channel, List<ExistingProfile.Used> was, ProfileRow row) {
        TreeMap<Integer, ExistingProfile.Used> places = new TreeMap<>();
        was.forEach(used -> places.put(used.position(), used));
        for (ProfileRow.Place place : row.addresses()) {
            if (place.channel() == channel && place.address() == null) {
                places.remove(place.position());
            } else if (place.channel() == channel) {
                places.put(place.position(), used(place, place.position()));
            }
        }
        List<ExistingProfile.Used> dense = new ArrayList<>();
        Set<Integer> seen = new HashSet<>();
        for (ExistingProfile.Used used : places.values()) {
            if (seen.add(used.addressId())) {
                dense.add(new ExistingProfile.Used(channel, dense.size() + 1, used.addressId(), used.original()));
            }
        }
        return dense;
    }

    /// An address that a dry run does not make counts as one that nobody has: its own negative number.
    private ExistingProfile.Used used(ProfileRow.Place place, int position) {
        Address address = Objects.requireNonNull(place.address());
        int id = ids.computeIfAbsent(address, _ -> -1 - ids.size());
        return new ExistingProfile.Used(place.channel(), position, id, place.original());
    }
}
