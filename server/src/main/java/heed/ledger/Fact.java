package heed.ledger;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// One value of an entry's change or evidence as a page shows it: no braces, no quotes.
///
/// @param name where it stands, `optOuts.email`
/// @param before what it was; null where there was none
/// @param after what it is now; null where there is none
record Fact(String name, @Nullable String before, @Nullable String after) {

    private static final String FROM = "from";
    private static final String TO = "to";

    /// Whether the change made a difference here.
    public boolean differs() {
        return before == null ? after != null : !before.equals(after);
    }

    /// In one line: `status: valid → quarantined`.
    String line() {
        String now = after == null || after.isEmpty() ? "–" : after;
        String was = before == null || before.isEmpty() ? "" : before + " → ";
        return (name.isEmpty() ? "" : name + ": ") + was + now;
    }

    /// What a change was from and to, value by value; what stands beside `from` and `to` only has an after.
    static List<Fact> ofChange(ObjectNode change) {
        Map<String, String> before = values(change.path(FROM));
        Map<String, String> after = values(change.path(TO));
        List<Fact> facts = new ArrayList<>();
        before.forEach((name, value) -> facts.add(new Fact(name, value, after.get(name))));
        after.forEach((name, value) -> {
            if (!before.containsKey(name)) {
                facts.add(new Fact(name, null, value));
            }
        });
        ObjectNode rest = change.deepCopy();
        rest.remove(List.of(FROM, TO));
        facts.addAll(of(rest));
        return List.copyOf(facts);
    }

    /// The values of an object.
    static List<Fact> of(ObjectNode object) {
        return values(object).entrySet().stream().map(one -> new Fact(one.getKey(), null, one.getValue())).toList();
    }

    private static Map<String, String> values(JsonNode node) {
        Map<String, String> values = new LinkedHashMap<>();
        collect("", node, values);
        return values;
    }

    private static void collect(String name, JsonNode node, Map<String, String> values) {
        if (node.isObject()) {
            node.properties().forEach(one -> collect(name.isEmpty() ? one.getKey() : name + "." + one.getKey(),
                    one.getValue(), values));
        } else if (node.isArray() && node.valueStream().noneMatch(JsonNode::isContainer)) {
            values.put(name, String.join(", ", node.valueStream().map(JsonNode::asString).toList()));
        } else if (!node.isNull() && !node.isMissingNode()) {
            values.put(name, node.isContainer() ? node.toString() : node.asString());
        }
    }
}
