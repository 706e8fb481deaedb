package heed.web.docs;

import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.PostMapping;

/// What every route has in common: the key, the problems, `Idempotency-Key` on each POST.
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

    private static final String PROBLEM = "Problem";
    private static final String KEY = "key";

    /// Before all that springdoc has added: the one added last is asked first.
    @Bean
    SmartInitializingSingleton anyJson() {
        return () -> ModelConverters.getInstance(true).addConverter(new AnyJson());
    }

    @Bean
    OpenAPI openApi() {
        var scheme = new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer")
                .description("An API key: `Authorization: Bearer <key>`. Its scopes: read, write, send, admin.");
        return new OpenAPI()
                .info(new Info().title("Heed").version("v1").description(
                        "Keeps who may be contacted, honours it in every delivery, and proves it."))
                .servers(List.of(new Server().url("/"))).security(List.of(new SecurityRequirement().addList(KEY)))
                .components(new Components().addSecuritySchemes(KEY, scheme).addSchemas(PROBLEM, problem()));
    }

    /// A route without a summary of its own gets the words of its method's name.
    @Bean
    OperationCustomizer habits() {
        return (operation, method) -> {
            if (operation.getSummary() == null) {
                operation.setSummary(words(method.getMethod().getName()));
            }
            if (method.hasMethodAnnotation(PostMapping.class)) {
                operation.addParametersItem(new HeaderParameter().name("Idempotency-Key").required(false)
                        .description("1 to 255 printable ASCII characters; kept 24 hours")
                        .schema(new StringSchema().minLength(1).maxLength(255)));
            }
            operation.getResponses().addApiResponse("default", new ApiResponse()
                    .description("A problem (RFC 9457): 400, 401, 403, 404, 409, 412, 413, 415, 422, 429")
                    .content(new Content().addMediaType("application/problem+json", new MediaType()
                            .schema(new Schema<>().$ref("#/components/schemas/" + PROBLEM)))));
            return operation;
        };
    }

    /// In alphabetical order, the same at every start.
    @Bean
    OpenApiCustomizer sorted() {
        return api -> {
            var paths = new TreeMap<>(api.getPaths());
            api.getPaths().clear();
            api.getPaths().putAll(paths);
            api.getComponents().setSchemas(new TreeMap<>(api.getComponents().getSchemas()));
        };
    }

    private static Schema<?> problem() {
        Schema<?> field = new ObjectSchema().addProperty("field", new StringSchema())
                .addProperty("message", new StringSchema());
        return new ObjectSchema().addProperty("type", new StringSchema()).addProperty("title", new StringSchema())
                .addProperty("status", new IntegerSchema()).addProperty("detail", new StringSchema())
                .addProperty("errors", new ArraySchema().items(field));
    }

    private static String words(String name) {
        String words = name.replaceAll("([a-z0-9])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT);
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
