package heed.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;

import heed.testing.Api;
import heed.testing.TestServer;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A good request with one hostile place.
final class Hostile {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String HOLE = "@@hostile@@";

    private final Route route;
    private final String place;
    private final Value value;
    private final byte[] bytes;

    /// @param route where it goes
    /// @param place what is hostile, as `path key`, `query limit`, `body addresses.email[0]`, `header`, `body`
    /// @param value the hostile value
    /// @param bytes the whole request, not copied
    private Hostile(Route route, String place, Value value, byte[] bytes) {
        this.route = route;
        this.place = place;
        this.value = value;
        this.bytes = bytes;
    }

    Route route() {
        return route;
    }

    String place() {
        return place;
    }

    Value value() {
        return value;
    }

    byte[] bytes() {
        return bytes;
    }

    @Override
    public String toString() {
        return route.name() + (route.produces().isEmpty() ? "" : " as " + route.produces()) + ", " + place + " = "
                + value.shown();
    }

    /// The field that an answer should name; empty where none has a name.
    String field() {
        return place.startsWith("body ") ? place.substring(5) : "";
    }

    /// The values of each kind.
    record Values(List<Value> texts, List<Value> raw, List<Value> json, List<Value> bodies, List<Value> headers) {

        static Values of(JsonNode file) {
            return new Values(Value.of(file.path("texts")), Value.of(file.path("raw")), Value.of(file.path("json")),
                    Value.of(file.path("bodies")), Value.of(file.path("headers")));
        }
    }

    /// Every request to a route with one hostile place, grouped by place.
    static List<List<Hostile>> all(Route route, World world, Values values) {
        List<List<Hostile>> places = new ArrayList<>();
        for (String variable : route.variables()) {
            places.add(each(route, "path " + variable, values.texts(), values.raw(),
                    value -> request(route, world, Map.of(variable, value), Map.of(), List.of(), body(route, world))));
        }
        List<String> parameters = new ArrayList<>(route.parameters());
        parameters.add("noSuchParameter");
        for (String parameter : parameters) {
            places.add(each(route, "query " + parameter, values.texts(), values.raw(), value -> request(route, world,
                    Map.of(), Map.of(parameter, value), List.of(), body(route, world))));
        }
        places.add(values.headers().stream().map(value -> new Hostile(route, "header", value, request(route, world,
                Map.of(), Map.of(), List.of(value.text()), body(route, world)))).toList());
        ObjectNode body = route.body();
        if (body != null) {
            places.add(values.bodies().stream().map(value -> new Hostile(route, "body", value,
                    request(route, world, Map.of(), Map.of(), List.of(), value.bytes()))).toList());
            for (String pointer : pointers("", body)) {
                places.add(fields(route, world, values, pointer));
            }
        }
        return places.stream().filter(place -> !place.isEmpty()).toList();
    }

    private interface Maker {
        byte[] make(String value);
    }

    private static List<Hostile> each(Route route, String place, List<Value> texts, List<Value> raw, Maker maker) {
        List<Hostile> made = new ArrayList<>();
        texts.forEach(value -> made.add(new Hostile(route, place, value, maker.make(Api.segment(value.text())))));
        raw.forEach(value -> made.add(new Hostile(route, place, value, maker.make(value.text()))));
        return made;
    }

    private static List<Hostile> fields(Route route, World world, Values values, String pointer) {
        String field = pointer.substring(1).replaceAll("/(\\d+)", "[$1]").replace('/', '.');
        String whole = new String(body(with(route, pointer), world), UTF_8);
        int hole = whole.indexOf('"' + HOLE + '"');
        List<Hostile> made = new ArrayList<>();
        values.texts().forEach(value -> made.add(new Hostile(route, "body " + field, value,
                request(route, world, Map.of(), Map.of(), List.of(),
                        filled(whole, hole, JSON.writeValueAsBytes(value.text()))))));
        values.json().forEach(value -> made.add(new Hostile(route, "body " + field, value,
                request(route, world, Map.of(), Map.of(), List.of(), filled(whole, hole, value.bytes())))));
        return made;
    }

    private static byte[] filled(String whole, int hole, byte[] value) {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(whole.substring(0, hole).getBytes(UTF_8));
        bytes.writeBytes(value);
        bytes.writeBytes(whole.substring(hole + HOLE.length() + 2).getBytes(UTF_8));
        return bytes.toByteArray();
    }

    private static Route with(Route route, String pointer) {
        ObjectNode body = Objects.requireNonNull(route.body()).deepCopy();
        JsonPointer place = JsonPointer.compile(pointer);
        JsonNode parent = body.at(place.head());
        if (parent instanceof ObjectNode object) {
            object.put(place.last().getMatchingProperty(), HOLE);
        } else {
            ((ArrayNode) parent).set(place.last().getMatchingIndex(),
                    JSON.valueToTree(HOLE));
        }
        return new Route(route.method(), route.pattern(), route.produces(), route.variables(), route.parameters(),
                route.query(), body, route.type(), route.text());
    }

    /// Every value of a body, however deep.
    private static List<String> pointers(String above, JsonNode node) {
        List<String> all = new ArrayList<>();
        if (node.isObject()) {
            node.forEachEntry((name, value) -> {
                all.add(above + "/" + name);
                all.addAll(pointers(above + "/" + name, value));
            });
        } else if (node.isArray() && !node.isEmpty()) {
            all.add(above + "/0");
            all.addAll(pointers(above + "/0", node.get(0)));
        }
        return all;
    }

    private static byte[] body(Route route, World world) {
        String text = route.body() != null ? route.body().toString() : route.text();
        return text == null ? new byte[0] : world.fill(text).getBytes(UTF_8);
    }

    /// A request as bytes: the given variables and parameters are encoded already.
    static byte[] request(Route route, World world, Map<String, String> variables, Map<String, String> parameters,
            List<String> headers, byte[] body) {
        Map<String, String> path = new TreeMap<>();
        route.variables().forEach(name -> path.put(name, Api.segment(world.variable(route, name))));
        path.putAll(variables);
        Map<String, String> query = new TreeMap<>();
        route.query().forEach((name, value) -> query.put(name, Api.segment(world.fill(value))));
        query.putAll(parameters);
        String asked = query.isEmpty()
                ? ""
                : query.entrySet().stream().map(entry -> entry.getKey() + "=" + entry.getValue())
                        .collect(Collectors.joining("&", "?", ""));
        Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        all.put("Host", "localhost");
        all.put("Authorization", "Bearer " + TestServer.ADMIN_KEY);
        if (body.length > 0) {
            all.put("Content-Type", route.type() == null ? "application/json" : route.type());
        }
        if (!route.produces().isEmpty()) {
            all.put("Accept", route.produces());
        }
        all.put("Content-Length", String.valueOf(body.length));
        all.put("Connection", "close");
        headers.forEach(header -> all.put(header.split(":", 2)[0], header.split(":", 2)[1].stripLeading()));
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes((route.method() + " " + route.path(path) + asked + " HTTP/1.1\r\n").getBytes(UTF_8));
        all.forEach((name, value) -> bytes.writeBytes((name + ": " + value + "\r\n").getBytes(UTF_8)));
        bytes.writeBytes("\r\n".getBytes(UTF_8));
        bytes.writeBytes(body);
        return bytes.toByteArray();
    }
}
