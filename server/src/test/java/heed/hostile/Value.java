package heed.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HexFormat;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// One hostile value of `values.json`.
///
/// @param text as text, or as it goes over the wire
/// @param raw whether it goes over the wire as it is
/// @param bytes the same as bytes
/// @param illFormed must be refused wherever it stands
record Value(String text, boolean raw, byte[] bytes, boolean illFormed) {

    /// The values of a list of the file.
    static List<Value> of(JsonNode list) {
        return list.valueStream().map(Value::one).toList();
    }

    private static Value one(JsonNode node) {
        boolean illFormed = node.path("illFormed").asBoolean(false);
        if (node.isString()) {
            return new Value(node.stringValue(), true, node.stringValue().getBytes(UTF_8), false);
        }
        if (node.has("hex")) {
            String hex = node.path("hex").stringValue();
            return new Value("bytes " + hex, true, HexFormat.of().parseHex(hex), illFormed);
        }
        String text = node.has("text")
                ? node.path("text").stringValue()
                : node.has("raw") ? node.path("raw").stringValue() : node.path("json").stringValue();
        String all = text.repeat(node.path("times").asInt(1));
        return new Value(all, !node.has("text"), all.getBytes(UTF_8), illFormed);
    }

    /// For messages: not ten thousand characters.
    String shown() {
        return text.length() <= 60 ? text : text.substring(0, 40) + "…(" + text.length() + ")";
    }
}
