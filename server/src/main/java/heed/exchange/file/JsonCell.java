package heed.exchange.file;

import heed.exchange.BadCellException;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// One value of an NDJSON row.
///
/// @param present does the row have the name?
/// @param text the value as text; null where it is null, an object or a list
/// @param json the value as JSON; null where it is null
record JsonCell(boolean present, @Nullable String text, @Nullable String json) {

    private static final int MAX_SCALE = 400;
    static final JsonCell MISSING = new JsonCell(false, null, null);
    private static final JsonCell EMPTY = new JsonCell(true, null, null);

    /// The value at the parser's present token.
    static JsonCell of(JsonParser in) {
        JsonToken token = in.currentToken();
        return switch (token) {
            case VALUE_NULL -> EMPTY;
            case VALUE_STRING -> string(in.getString());
            case VALUE_TRUE, VALUE_FALSE -> new JsonCell(true, in.getString(), in.getString());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new JsonCell(true, number(in), in.getString());
            default -> new JsonCell(true, null, nested(in));
        };
    }

    private static JsonCell string(String text) {
        return text.isEmpty() ? EMPTY : new JsonCell(true, storable(text), Json.quoted(text));
    }

    /// The text itself, refused where PostgreSQL cannot hold it: NUL, half a surrogate pair.
    static String storable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                throw new BadCellException("holds the character NUL");
            }
            if (Character.isSurrogate(c)) {
                if (Character.isLowSurrogate(c) || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    throw new BadCellException("holds half a surrogate pair");
                }
                i++;
            }
        }
        return text;
    }

    private static String number(JsonParser in) {
        String text = in.getString();
        if (in.currentToken() == JsonToken.VALUE_NUMBER_FLOAT && Math.abs(new BigDecimal(text).scale()) > MAX_SCALE) {
            throw new BadCellException("holds a number out of range");
        }
        return text;
    }

    private static String nested(JsonParser in) {
        StringBuilder to = new StringBuilder();
        int depth = 0;
        boolean first = true;
        JsonToken token = in.currentToken();
        while (true) {
            if (token.isStructEnd()) {
                to.append(token.asString());
                depth--;
            } else {
                if (!first) {
                    to.append(',');
                }
                if (token == JsonToken.PROPERTY_NAME) {
                    to.append(Json.quoted(storable(in.currentName()))).append(':');
                    token = in.nextToken();
                }
                to.append(scalarOrStart(in, token));
                depth += token.isStructStart() ? 1 : 0;
            }
            if (depth == 0) {
                return to.toString();
            }
            first = token.isStructStart();
            token = in.nextToken();
        }
    }

    private static String scalarOrStart(JsonParser in, JsonToken token) {
        return switch (token) {
            case VALUE_STRING -> Json.quoted(storable(in.getString()));
            case VALUE_NUMBER_FLOAT -> number(in);
            default -> in.getString();
        };
    }
}
