package heed.e2e.stage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The REST API, to make what a journey begins with and to look at what it has changed. Any answer but success fails.
public final class Api {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static final JsonMapper JSON = new JsonMapper();

    private final URI server;
    private final String key;

    Api(URI server, String key) {
        this.server = server;
        this.key = key;
    }

    public JsonNode get(String path) {
        return JSON.readTree(send("GET", path, BodyPublishers.noBody()).body());
    }

    public JsonNode post(String path, Map<String, ?> body) {
        return JSON.readTree(send("POST", path, json(body)).body());
    }

    public JsonNode put(String path, Map<String, ?> body) {
        return JSON.readTree(send("PUT", path, json(body)).body());
    }

    /// One path segment or query value, percent-encoded.
    public static String segment(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    /// Makes a profile.
    ///
    /// @param addresses by channel: `{"email": "ada@example.org"}`
    public void person(String profile, Map<String, String> addresses) {
        put("/profiles/" + segment(profile), Map.of("addresses", addresses));
    }

    /// What the person chooses, by one click somewhere.
    public void optOut(String profile, String channel) {
        post("/profiles/" + segment(profile) + "/opt-outs",
                Map.of("channel", channel, "source", "one_click", "reason", "chosen by the person"));
    }

    /// Makes a delivery to these profiles and prepares it; its id.
    public String prepared(String label, String channel, String... profiles) {
        String id = post("/deliveries", Map.of("label", label, "channel", channel, "audience",
                Map.of("type", "profiles", "keys", profiles))).at("/id").asString();
        post("/deliveries/" + id + "/analysis", Map.of());
        return id;
    }

    /// May the profile be contacted? `targeted`, the deciding cause, or `unknown`.
    public String decision(String profile, String channel) {
        JsonNode one = post("/eligibility", Map.of("channel", channel, "profiles", List.of(profile))).at("/items/0");
        return one.at("/cause").isString() ? one.at("/cause").asString() : one.at("/decision").asString();
    }

    private static BodyPublisher json(Map<String, ?> body) {
        return body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(JSON.writeValueAsString(body));
    }

    private HttpResponse<String> send(String method, String path, BodyPublisher body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server + "/api/v1" + path)).method(method, body)
                .header("Authorization", "Bearer " + key).header("Content-Type", "application/json").build();
        try {
            HttpResponse<String> answer = CLIENT.send(request, BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new AssertionError(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
            }
            return answer;
        } catch (IOException e) {
            throw new AssertionError(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
