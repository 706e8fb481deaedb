package heed.cli.selftest;

import java.net.URI;
import java.util.Map;

/// Somebody who was asked to confirm: a profile made for the attacks, with a subscription that waits. Gone when closed.
///
/// The service is on SMS, so that no message is mailed to anybody.
final class Waiting implements AutoCloseable {

    private final ApiClient api;
    private final String name;

    private Waiting(ApiClient api, String name) {
        this.api = api;
        this.name = name;
    }

    /// @param name unlike any other
    static Waiting of(ApiClient api, String name) {
        api.send("PUT", "/profiles/" + name, Map.of("addresses", Map.of("email", name + "@example.invalid")));
        api.send("POST", "/services", Map.of("name", name, "label", name, "channel", "sms", "doubleOptIn", true));
        api.send("PUT", "/services/" + name + "/subscriptions/" + name, Map.of());
        return new Waiting(api, name);
    }

    /// Its link.
    URI link() {
        return URI.create(api.send("POST", "/selftest/links", Map.of("profile", name)).path("confirm").asString());
    }

    /// The newest entry of the ledger about it.
    String newest() {
        return api.get("/profiles/" + name + "/history?limit=1").at("/items/0/seq").toString();
    }

    /// Of its subscription.
    String state() {
        return api.get("/profiles/" + name).at("/subscriptions/0/state").asString("none");
    }

    @Override
    public void close() {
        api.order("DELETE", "/profiles/" + name);
        api.order("DELETE", "/services/" + name);
    }
}
