package heed.cli.selftest;

import heed.cli.Failure;
import heed.cli.selftest.HttpLine.Ask;
import heed.cli.selftest.HttpLine.Reply;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The API of the server, with a key. Any answer but success ends the command.
final class ApiClient {

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpLine http;
    private final String base;
    private final String key;

    ApiClient(HttpLine http, URI url, String key) {
        this.http = http;
        this.base = url.toString().replaceAll("/+$", "") + "/api/v1";
        this.key = key;
    }

    JsonNode get(String path) {
        return JSON.readTree(call("GET", path, null));
    }

    /// A stream of lines.
    String lines(String path) {
        return call("GET", path, null);
    }

    JsonNode send(String method, String path, Map<String, ?> body) {
        return JSON.readTree(call(method, path, JSON.writeValueAsString(body)));
    }

    /// Without a body; what it answers does not matter.
    void order(String method, String path) {
        call(method, path, null);
    }

    private String call(String method, String path, @Nullable String body) {
        Map<String, String> headers = body == null
                ? Map.of("Authorization", "Bearer " + key)
                : Map.of("Authorization", "Bearer " + key, "Content-Type", "application/json");
        Reply reply = http.send(URI.create(base + path), new Ask(method, headers, body));
        if (reply.status() >= 300) {
            throw new Failure(method + " " + path + " answers " + reply.status() + ": " + reply.body());
        }
        return reply.body();
    }
}
