package heed.profile.data;

import java.math.BigDecimal;
import java.math.BigInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Numbers as PostgreSQL gives them back: `1e2` becomes `100`, so that a body that says it again changes nothing.
final class PlainNumbers {

    private static final int INT_BITS = 31;
    private static final int LONG_BITS = 63;

    private PlainNumbers() {
    }

    /// A copy with plain numbers, however deep.
    static JsonNode of(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> {
                ObjectNode copy = JsonNodeFactory.instance.objectNode();
                object.properties().forEach(entry -> copy.set(entry.getKey(), of(entry.getValue())));
                yield copy;
            }
            case ArrayNode array -> {
                ArrayNode copy = JsonNodeFactory.instance.arrayNode(array.size());
                array.forEach(item -> copy.add(of(item)));
                yield copy;
            }
            case JsonNode number when number.isNumber() -> plain(number.decimalValue(), number);
            case JsonNode other -> other;
        };
    }

    private static JsonNode plain(BigDecimal number, JsonNode given) {
        if (number.scale() > 0) {
            return given;
        }
        BigInteger whole = number.toBigIntegerExact();
        if (whole.bitLength() <= INT_BITS) {
            return JsonNodeFactory.instance.numberNode(whole.intValueExact());
        }
        return whole.bitLength() <= LONG_BITS
                ? JsonNodeFactory.instance.numberNode(whole.longValueExact())
                : JsonNodeFactory.instance.numberNode(whole);
    }
}
