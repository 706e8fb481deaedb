package heed.profile.data;

import heed.quarantine.Address;
import heed.rules.Channel;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What changed of a profile's data, as the ledger keeps it: addresses by their ids, attributes by their names.
final class DataChange {

    private DataChange() {
    }

    /// `{"from":{"addresses":{"email":[3]},"locale":"fr"},"to":{"addresses":{"email":[4]},"locale":"de"}}`
    static ObjectNode between(StoredProfile before, ProfileBody after, Map<Address, Integer> ids) {
        ObjectNode change = JsonNodeFactory.instance.objectNode();
        ObjectNode from = change.putObject("from");
        ObjectNode to = change.putObject("to");
        for (Channel channel : Channel.values()) {
            List<Integer> had = before.addressIds().getOrDefault(channel, List.of());
            List<Integer> has = after.addresses().getOrDefault(channel, List.of()).stream()
                    .map(given -> Objects.requireNonNull(ids.get(given.address()))).toList();
            if (!had.equals(has)) {
                had.forEach(from.withObject("addresses").putArray(channel.code())::add);
                has.forEach(to.withObject("addresses").putArray(channel.code())::add);
            }
        }
        text("locale", before.body(), after, ProfileBody::locale, from, to);
        text("timeZone", before.body(), after, ProfileBody::timeZone, from, to);
        text("country", before.body(), after, ProfileBody::country, from, to);
        attributes(before.body().attributes(), after.attributes(), to);
        return change;
    }

    private static void text(String field, ProfileBody before, ProfileBody after,
            Function<ProfileBody, @Nullable String> value, ObjectNode from, ObjectNode to) {
        if (!Objects.equals(value.apply(before), value.apply(after))) {
            from.put(field, value.apply(before));
            to.put(field, value.apply(after));
        }
    }

    private static void attributes(ObjectNode before, ObjectNode after, ObjectNode to) {
        Set<String> names = new TreeSet<>(before.propertyNames());
        names.addAll(after.propertyNames());
        names.removeIf(name -> Objects.equals(before.get(name), after.get(name)));
        if (!names.isEmpty()) {
            ArrayNode changed = to.putArray("attributesChanged");
            names.forEach(changed::add);
        }
    }
}
