package heed.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HexFormat;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// One hostile value of `values.json`.
///
/// @param text as text, or as it goes over the wire
/// @param raw whether it goes over the wire as it is
/// @param hex its bytes where they are no text, else empty
/// @param illFormed must be refused wherever it stands
record Value(String text, boolean raw, String hex, boolean illFormed) {

    /// The same as bytes.
    byte[] bytes() {
        return hex.isEmpty() ? text.getBytes(UTF_8) : HexFormat.of().parseHex(hex);
    }

    /// The values of a list of the file.
    static List<Value> of(JsonNode list) {
        return list.valueStream().map(Value::one).toList();
    }

    private static Value one(JsonNode node) {
        boolean illFormed = node.path("illFormed").asBoolean(false);
        if (node.isString()) {
            return new Value(node.stringValue(), true, "", false);
        }
        if (node.has("hex")) {
            String hex = node.path("hex").stringValue();
            return new Value("bytes " + hex, true, hex, illFormed);
        }
        String text = node.has("text")
                ? node.path("text").stringValue()
                : node.has("raw") ? node.path("raw").stringValue() : node.path("json").stringValue();
        String all = text.repeat(node.path("times").asInt(1));
        return new Value(all, !node.has("text"), "", illFormed);
    }

    /// For messages: not ten thousand characters.
    String shown() {
        return text.length() <= 60 ? text : text.substring(0, 40) + "…(" + text.length() + ")";
    }
}
