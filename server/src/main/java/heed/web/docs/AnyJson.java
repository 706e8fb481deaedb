package heed.web.docs;

import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Describes JSON of any kind as that. Else it would be described as the class of Jackson that holds it, whose two
/// setters `setAll` the description stumbles over.
final class AnyJson implements ModelConverter {

    @Override
    public @Nullable Schema<?> resolve(AnnotatedType type, ModelConverterContext context,
            Iterator<ModelConverter> others) {
        Class<?> asked = Json.mapper().constructType(type.getType()).getRawClass();
        if (asked == ObjectNode.class) {
            return new ObjectSchema();
        }
        if (asked == JsonNode.class) {
            return new Schema<>();
        }
        return others.hasNext() ? others.next().resolve(type, context, others) : null;
    }
}
