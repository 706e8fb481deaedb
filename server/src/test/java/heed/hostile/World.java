package heed.hostile;

import heed.testing.Answer;
import heed.testing.Api;
import heed.testing.TestServer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What a route is walked on: a profile, a service, a delivery and so on, fresh for each route.
///
/// @param names for `{key}` and its like in examples
record World(Map<String, String> names) {

    static World fresh(Api api) {
        String key = TestServer.unique("walked");
        String other = TestServer.unique("other");
        String service = TestServer.unique("walked-news").toLowerCase(Locale.ROOT);
        Map<String, String> names = new HashMap<>(Map.of("key", key, "other", other, "service", service, "email",
                key + "@walk.example", "domain", key + ".example", "profileKey", key));
        profile(api, key);
        profile(api, other);
        api.post("/services").json(Map.of("name", service, "label", "walked", "channel", "email")).send().expect(201);
        api.put("/services/" + service + "/subscriptions/" + key).json("{}").send().expect(200);
        names.put("seq", api.post("/profiles/" + key + "/opt-outs").json("{\"channel\":\"sms\"}").send().expect(200)
                .at("/seq").asString());
        names.put("quarantine", api.post("/quarantine").json(Map.of("channel", "email", "address",
                key + "@walk.example", "status", "quarantined", "errorReason", "user_unknown", "reason", "walked"))
                .send().at("/id").asString());
        names.put("apiKey", api.post("/api-keys").json("{\"label\":\"walked\",\"scopes\":[\"read\"]}").send()
                .expect(201).at("/id").asString());
        api.put("/excluded-domains/" + names.get("domain")).send().expect(201);
        names.put("import", api.post("/imports?kind=profiles&dryRun=true").body("key\n" + key + "\n", "text/csv")
                .send().expect(202).at("/id").asString());
        Answer delivery = api.post("/deliveries").json(Map.of("label", "walked", "channel", "email", "audience",
                Map.of("type", "profiles", "keys", List.of(key, other)))).send().expect(201);
        names.put("delivery", delivery.at("/id").asString());
        api.post("/deliveries/" + names.get("delivery") + "/analysis").send();
        return new World(names);
    }

    /// The good value of a path's variable.
    String variable(Route route, String variable) {
        String area = route.pattern().replaceFirst("^/api/v1/([a-z-]+).*", "$1");
        String name = switch (area + " " + variable) {
            case "deliveries id" -> "delivery";
            case "imports id" -> "import";
            case "quarantine id" -> "quarantine";
            case "api-keys id" -> "apiKey";
            case "services name" -> "service";
            default -> variable;
        };
        return names.getOrDefault(name, switch (name) {
            case "channel" -> "email";
            case "name" -> "marketing";
            default -> "x";
        });
    }

    /// A text with its `{key}` and the like replaced.
    String fill(String text) {
        String filled = text;
        for (Map.Entry<String, String> name : names.entrySet()) {
            filled = filled.replace("{" + name.getKey() + "}", name.getValue());
        }
        return filled;
    }

    private static void profile(Api api, String key) {
        api.put("/profiles/" + key).json("{\"addresses\":{\"email\":\"" + key + "@walk.example\"},\"attributes\":{}}")
                .send().expect(201);
    }
}
