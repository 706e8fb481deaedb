package heed.delivery;

import heed.web.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// An audience as JSON, the same in the API and in the database: `{"type":"profiles","keys":["p1"]}`.
final class AudienceJson {
    private static final String FIELD = "audience";

    private AudienceJson() {
    }

    static ObjectNode write(Audience audience) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        return switch (audience) {
            case Audience.All _ -> json.put("type", "all");
            case Audience.Profiles(List<String> keys) -> {
                json.put("type", "profiles");
                keys.forEach(json.putArray("keys")::add);
                yield json;
            }
            case Audience.Subscribers(String name) -> json.put("type", "service").put("name", name);
            case Audience.Imported(long id) -> json.put("type", "import").put("id", Long.toString(id));
        };
    }

    /// @throws Problem 400 naming the field that is wrong
    static Audience read(JsonNode json) {
        if (!json.isObject()) {
            throw Problem.badRequest(FIELD, "must be an object with a type: all, profiles, service or import");
        }
        String type = text(json, "type");
        return switch (type) {
            case "all" -> {
                only(json, Set.of("type"));
                yield new Audience.All();
            }
            case "profiles" -> {
                only(json, Set.of("type", "keys"));
                yield new Audience.Profiles(keys(json.path("keys")));
            }
            case "service" -> {
                only(json, Set.of("type", "name"));
                yield new Audience.Subscribers(text(json, "name"));
            }
            case "import" -> {
                only(json, Set.of("type", "id"));
                yield new Audience.Imported(number(text(json, "id")));
            }
            case "condition" -> throw Problem.notAvailable(FIELD, "audiences by condition are not available yet");
            default -> throw Problem.badRequest(FIELD + ".type", "must be all, profiles, service or import");
        };
    }

    private static List<String> keys(JsonNode keys) {
        if (!keys.isArray()) {
            throw Problem.badRequest(FIELD + ".keys", "must be a list of profile keys");
        }
        if (keys.size() > Audience.MOST_KEYS) {
            throw Problem.badRequest(FIELD + ".keys", "may name at most " + Audience.MOST_KEYS + " profiles");
        }
        List<String> read = new ArrayList<>(keys.size());
        for (JsonNode key : keys) {
            if (!key.isString()) {
                throw Problem.badRequest(FIELD + ".keys[" + read.size() + "]", "must be text");
            }
            read.add(key.stringValue());
        }
        return read;
    }

    private static String text(JsonNode json, String field) {
        JsonNode value = json.path(field);
        if (!value.isString()) {
            throw Problem.badRequest(FIELD + "." + field, value.isMissingNode() ? "is missing" : "must be text");
        }
        return value.stringValue();
    }

    private static long number(String id) {
        try {
            return Long.parseLong(id);
        } catch (NumberFormatException notOne) {
            throw Problem.badRequest(FIELD + ".id", "no import has this id");
        }
    }

    private static void only(JsonNode json, Set<String> fields) {
        for (String name : json.propertyNames()) {
            if (!fields.contains(name)) {
                throw Problem.badRequest(FIELD + "." + name, "is unknown here");
            }
        }
    }
}
