package heed.cli.demo;

import heed.cli.Failure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Speaks to the REST API as any integrator would. Any answer but success ends the command.
final class DemoClient implements AutoCloseable {

    private static final long POLL_MILLIS = 150;

    private final HttpClient http = HttpClient.newHttpClient();

    private final JsonMapper json = JsonMapper.builder().build();

    private final String base;

    private final String key;

    /// @param url where the server listens
    DemoClient(String url, String key) {
        this.base = url + "/api/v1";
        this.key = key;
    }

    JsonNode get(String path) throws IOException {
        return send("GET", path, "application/json", BodyPublishers.noBody());
    }

    JsonNode post(String path, Map<String, ? extends @Nullable Object> body) throws IOException {
        return send("POST", path, "application/json", BodyPublishers.ofString(json.writeValueAsString(body)));
    }

    JsonNode postAll(String path, List<? extends Map<String, ?>> body) throws IOException {
        return send("POST", path, "application/json", BodyPublishers.ofString(json.writeValueAsString(body)));
    }

    JsonNode postRaw(String path, String body, String type) throws IOException {
        return send("POST", path, type, BodyPublishers.ofString(body));
    }

    JsonNode post(String path) throws IOException {
        return send("POST", path, "application/json", BodyPublishers.noBody());
    }

    JsonNode put(String path) throws IOException {
        return send("PUT", path, "application/json", BodyPublishers.noBody());
    }

    /// Imports CSV text and waits until it is done.
    JsonNode importCsv(String kind, String csv) throws IOException {
        JsonNode started = send("POST", "/imports?kind=" + kind, "text/csv", BodyPublishers.ofString(csv));
        return waitFor("/imports/" + started.path("id").asString());
    }

    /// Asks until the state is no longer `running` or waiting to run.
    JsonNode waitFor(String path) throws IOException {
        while (true) {
            JsonNode now = get(path);
            String state = now.path("state").asString();
            if (state.equals("done")) {
                return now;
            }
            if (state.equals("failed")) {
                throw new Failure(path + " failed: " + now);
            }
            pause();
        }
    }

    private JsonNode send(String method, String path, String type, BodyPublisher body) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + path)).method(method, body)
                .header("Authorization", "Bearer " + key).header("Content-Type", type).build();
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new Failure(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
            }
            return answer.body().isBlank() ? json.createObjectNode() : json.readTree(answer.body());
        } catch (InterruptedException problem) {
            throw interrupted(problem);
        }
    }

    /// The server has no way to call back, so asking again after a while is all there is.
    private static void pause() {
        try {
            if (new CountDownLatch(1).await(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("nobody counts down");
            }
        } catch (InterruptedException problem) {
            throw interrupted(problem);
        }
    }

    private static Failure interrupted(InterruptedException problem) {
        Thread.currentThread().interrupt();
        return new Failure("interrupted", problem);
    }

    @Override
    public void close() {
        http.close();
    }
}
