package heed.landingpage.oneclick;

import heed.testing.Answer;
import heed.testing.Api;
import heed.testing.Call;
import heed.testing.TestServer;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A message of a delivery, in the hands of its only recipient.
///
/// @param key of the recipient
/// @param delivery its id
/// @param line of the target
record Sent(String key, String delivery, JsonNode line) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Api API = TestServer.api();
    private static final Api STRANGER = API.as("");

    /// To a new person.
    static Sent message(Map<String, ?> more) {
        String key = TestServer.unique("one-click");
        Map<String, Object> body = new TreeMap<>(Map.of("addresses", Map.of("email", key + "@example.org")));
        body.putAll(more);
        API.put("/profiles/" + key).json(body).send().expect(201);
        return to(key, Map.of());
    }

    /// To a new person who subscribed to the service, for the service.
    static Sent newsletter(String service) {
        String key = TestServer.unique("one-click");
        API.put("/profiles/" + key).json(Map.of("addresses", Map.of("email", key + "@example.org"))).send()
                .expect(201);
        API.put("/services/" + service + "/subscriptions/" + key).json("{}").send().expect(200);
        return to(key, Map.of("service", service));
    }

    /// A new service on e-mail.
    static String service() {
        String name = TestServer.unique("news");
        API.post("/services").json(Map.of("name", name, "label", "Label of " + name, "channel", "email")).send()
                .expect(201);
        return name;
    }

    private static Sent to(String key, Map<String, ?> more) {
        Map<String, Object> body = new TreeMap<>(Map.of("label", "one-click", "channel", "email", "audience",
                Map.of("type", "profiles", "keys", new String[]{key})));
        body.putAll(more);
        String delivery = API.post("/deliveries").json(body).send().expect(201).at("/id").asString();
        API.post("/deliveries/" + delivery + "/analysis").send().expect(200);
        String target = API.get("/deliveries/" + delivery + "/target").send().expect(200).text();
        return new Sent(key, delivery, JSON.readTree(target.strip()));
    }

    /// Of the link.
    String path() {
        return URI.create(line.path("unsubscribeUrl").asString()).getPath();
    }

    String token() {
        return path().substring("/u/".length());
    }

    /// A request to the link by whoever holds it.
    Call ask(String method) {
        return ask(method, "");
    }

    Call ask(String method, String more) {
        return STRANGER.raw(method, path() + more);
    }

    /// The mailbox provider's request.
    Answer oneClick() {
        return ask("POST").body("List-Unsubscribe=One-Click", "application/x-www-form-urlencoded").send();
    }

    /// A button of the page.
    Answer press(String choice) {
        return ask("POST", "?lang=en").body("choice=" + choice, "application/x-www-form-urlencoded").send();
    }

    /// What stops this person: switches, subscriptions, and how many entries of the ledger tell of them.
    String state() {
        JsonNode optOuts = API.get("/profiles/" + key + "/opt-outs").send().expect(200).json();
        JsonNode history = API.get("/profiles/" + key + "/history?limit=1000").send().expect(200).at("/items");
        return optOuts.path("all") + " " + optOuts.path("channels") + " " + StreamSupport
                .stream(history.spliterator(), false).map(item -> item.path("kind").asString()).toList();
    }

    /// The newest entry about this person.
    JsonNode newest() {
        return API.get("/profiles/" + key + "/history?limit=1").send().expect(200).at("/items/0");
    }

    /// The state of the subscription, as eligibility sees it.
    String cause(String service) {
        JsonNode cause = API.get("/profiles/" + key + "/eligibility?channel=email"
                + (service.isEmpty() ? "" : "&service=" + service)).send().expect(200).at("/cause");
        return cause.isString() ? cause.asString() : "none";
    }
}
