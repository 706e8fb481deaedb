package heed.cli.selftest;

import heed.cli.Failure;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Whom the attacks are aimed at: a profile made for them, with the link of a delivery made for it. Gone when closed.
final class Subject implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String REASON = "reason=heed%20selftest";

    private final ApiClient api;
    private final String key;
    private final @Nullable String service;
    private final String delivery;
    private final URI link;

    private Subject(ApiClient api, String key, @Nullable String service, String delivery, URI link) {
        this.api = api;
        this.key = key;
        this.service = service;
        this.delivery = delivery;
        this.link = link;
    }

    /// A new person and a message to it.
    ///
    /// @param name unlike any other
    static Subject of(ApiClient api, String name) {
        person(api, name);
        return sent(api, name, null);
    }

    /// A new person who subscribed to a new service, and a message for it.
    static Subject subscriber(ApiClient api, String name) {
        person(api, name);
        api.send("POST", "/services", Map.of("name", name, "label", name, "channel", "email"));
        api.send("PUT", "/services/" + name + "/subscriptions/" + name, Map.of());
        return sent(api, name, name);
    }

    /// Nothing can be delivered to `.invalid` (RFC 2606).
    private static void person(ApiClient api, String name) {
        api.send("PUT", "/profiles/" + name, Map.of("addresses", Map.of("email", name + "@example.invalid")));
    }

    private static Subject sent(ApiClient api, String name, @Nullable String service) {
        Map<String, Object> body = new TreeMap<>(Map.of("label", name, "channel", "email", "audience",
                Map.of("type", "profiles", "keys", List.of(name))));
        if (service != null) {
            body.put("service", service);
        }
        String delivery = api.send("POST", "/deliveries", body).path("id").asString();
        String path = "/deliveries/" + delivery;
        api.order("POST", path + "/analysis");
        String line = api.lines(path + "/target").strip();
        if (line.isEmpty()) {
            throw new Failure("the delivery to " + name + " has no target: is the domain example.invalid excluded?");
        }
        return new Subject(api, name, service, delivery,
                URI.create(JSON.readTree(line).path("unsubscribeUrl").asString()));
    }

    /// Its link.
    URI link() {
        return link;
    }

    /// The newest entry of the ledger about it: whatever is recorded changes it.
    String newest() {
        return api.get("/profiles/" + key + "/history?limit=1").at("/items/0/seq").toString();
    }

    /// Where the newest entry came from.
    String source() {
        return api.get("/profiles/" + key + "/history?limit=1").at("/items/0/source").asString("");
    }

    /// Would a delivery reach it, one for its service where it has one? `none` when it would, else the cause.
    String cause() {
        JsonNode cause = api.get("/profiles/" + key + "/eligibility?channel=email"
                + (service == null ? "" : "&service=" + service)).path("cause");
        return cause.isString() ? cause.asString() : "none";
    }

    /// The switches, with the moments they are on since.
    JsonNode switches() {
        return api.get("/profiles/" + key + "/opt-outs").path("switches");
    }

    /// Back to the beginning.
    void optIn() {
        api.order("DELETE", "/profiles/" + key + "/opt-outs/all?source=api&" + REASON);
        if (service != null) {
            api.send("PUT", "/services/" + service + "/subscriptions/" + key, Map.of());
        }
    }

    @Override
    public void close() {
        api.order("DELETE", "/deliveries/" + delivery);
        api.order("DELETE", "/profiles/" + key);
        if (service != null) {
            api.order("DELETE", "/services/" + service);
        }
    }
}
