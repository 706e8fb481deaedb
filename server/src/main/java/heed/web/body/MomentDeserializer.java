package heed.web.body;

import heed.rules.Moment;
import java.time.Instant;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;

/// Moments in a body: text as [Moment] reads it, never a number.
public final class MomentDeserializer extends StdDeserializer<Instant> {

    public MomentDeserializer() {
        super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser json, DeserializationContext context) {
        if (json.hasToken(JsonToken.VALUE_STRING)) {
            return Moment.of(json.getString());
        }
        return (Instant) context.handleUnexpectedToken(Instant.class, json);
    }
}
