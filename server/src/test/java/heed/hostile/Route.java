package heed.hostile;

import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A route as the server's mapping has it, with a good request to it.
///
/// @param method as GET
/// @param pattern as `/api/v1/profiles/{key}`
/// @param produces a media type, or empty for any
/// @param variables of the path
/// @param parameters of the query
/// @param query those that a good request has
/// @param body a good one, null where there is none
/// @param type of a body that is no JSON, with its text
record Route(String method, String pattern, String produces, List<String> variables, List<String> parameters,
        Map<String, String> query, @Nullable ObjectNode body, @Nullable String type, @Nullable String text) {

    private static final Pattern VARIABLE = Pattern.compile("\\{\\*?([a-zA-Z]+)}");
    private static final Pattern OF_TESTS = Pattern.compile("/error|/api/v1/probe.*");
    private static final JsonMapper JSON = new JsonMapper();

    /// The name in `routes.json` and in messages.
    String name() {
        return method + " " + pattern;
    }

    boolean api() {
        return pattern.startsWith("/api/");
    }

    /// All but those that only tests have, in an order that takes away last.
    static List<Route> all(RequestMappingHandlerMapping mapping, JsonNode examples) {
        return mapping.getHandlerMethods().entrySet().stream()
                .filter(entry -> entry.getKey().getPatternValues().stream().noneMatch(OF_TESTS.asMatchPredicate()))
                .flatMap(entry -> of(entry.getKey(), entry.getValue(), examples))
                .sorted(Comparator.comparing((Route route) -> route.method.equals("DELETE")).thenComparing(Route::name)
                        .thenComparing(Route::produces))
                .toList();
    }

    private static Stream<Route> of(RequestMappingInfo info, HandlerMethod handler, JsonNode examples) {
        List<String> methods = info.getMethodsCondition().getMethods().isEmpty()
                ? List.of("GET")
                : info.getMethodsCondition().getMethods().stream().map(Enum::name).toList();
        String produces = info.getProducesCondition().getProducibleMediaTypes().stream().findFirst()
                .map(Object::toString).orElse("");
        return info.getPatternValues().stream().flatMap(pattern -> methods.stream()
                .map(method -> of(method, pattern, produces, handler, examples.path(method + " " + pattern))));
    }

    private static Route of(String method, String pattern, String produces, HandlerMethod handler, JsonNode example) {
        List<String> parameters = new ArrayList<>();
        ObjectNode body = example.path("body") instanceof ObjectNode given ? given : null;
        for (MethodParameter parameter : handler.getMethodParameters()) {
            parameter.initParameterNameDiscovery(new DefaultParameterNameDiscoverer());
            Class<?> type = parameter.getParameterType();
            if (parameter.hasParameterAnnotation(RequestParam.class)) {
                if (!Map.class.isAssignableFrom(type)) {
                    parameters.add(Objects.requireNonNull(parameter.getParameterName()));
                }
            } else if (parameter.hasParameterAnnotation(RequestBody.class)) {
                body = body == null && !example.has("text") ? made(method + " " + pattern, type) : body;
            } else if (type.isRecord()) {
                Stream.of(type.getRecordComponents()).map(RecordComponent::getName).forEach(parameters::add);
            }
        }
        example.path("parameters").forEach(name -> parameters.add(name.stringValue()));
        Map<String, String> query = new TreeMap<>();
        example.path("query").forEachEntry((name, value) -> query.put(name, value.stringValue()));
        List<String> variables = VARIABLE.matcher(pattern).results().map(found -> found.group(1)).toList();
        return new Route(method, pattern, produces, variables, parameters.stream().distinct().toList(), query, body,
                example.path("type").asString(null), example.path("text").asString(null));
    }

    /// A body made from the fields of its record.
    private static ObjectNode made(String name, Class<?> type) {
        if (!type.isRecord()) {
            throw new IllegalStateException("routes.json needs an example of the body of " + name);
        }
        ObjectNode body = JSON.createObjectNode();
        Arrays.stream(type.getRecordComponents()).forEach(field -> body.set(field.getName(), value(field.getType())));
        return body;
    }

    private static JsonNode value(Class<?> type) {
        if (type.isRecord()) {
            return made(type.getSimpleName(), type);
        }
        Object value = type == Boolean.class || type == boolean.class
                ? (Object) true
                : Number.class.isAssignableFrom(type)
                        ? (Object) 1
                        : type == Instant.class
                                ? "2026-01-31T12:00:00Z"
                                : Collection.class.isAssignableFrom(type) ? List.of() : "x";
        return JSON.valueToTree(value);
    }

    /// The path with its variables replaced; what `values` does not name stays.
    String path(Map<String, String> values) {
        return VARIABLE.matcher(pattern).replaceAll(
                found -> Matcher.quoteReplacement(values.getOrDefault(found.group(1), found.group())));
    }
}
