package heed.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A client that expects the worst: connections that break, answers that never come.
///
/// Every answer of 500 and above must be a clear one; [#unclear] holds those that were not.
final class Wire {

    private static final JsonMapper JSON = new JsonMapper();
    private static final long PATIENCE_NANOS = 120_000_000_000L;

    private final HttpClient client = HttpClient.newHttpClient();
    private final String url;
    private final String key;
    private final Queue<String> unclear = new ConcurrentLinkedQueue<>();

    Wire(String url, String key) {
        this.url = url;
        this.key = key;
    }

    /// An answer.
    ///
    /// @param status 0: there was none, or it broke off
    /// @param text the body, as far as it came
    record Reply(int status, String text) {

        JsonNode json() {
            return JSON.readTree(text);
        }

        boolean good() {
            return status >= 200 && status < 300;
        }

        /// Good, or a failure of this test.
        Reply orFail() {
            if (!good()) {
                throw new AssertionError("answered " + status + ": " + text);
            }
            return this;
        }
    }

    /// A request.
    ///
    /// @param idempotencyKey null for none
    record Ask(String method, String path, String body, String type, @Nullable String idempotencyKey) {

        static Ask post(String path, String json) {
            return new Ask("POST", path, json, "application/json", null);
        }

        static Ask csv(String path, String file) {
            return new Ask("POST", path, file, "text/csv", null);
        }

        Ask with(String name) {
            return new Ask(method, path, body, type, name);
        }
    }

    /// Answers of 500 and above that were not clear.
    List<String> unclear() {
        return List.copyOf(unclear);
    }

    Reply get(String path) {
        return send(new Ask("GET", path, "", "", null));
    }

    /// The status of the health check.
    int health() {
        try {
            return client.send(HttpRequest.newBuilder(URI.create(url + "/actuator/health")).build(),
                    BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /// Sends it once.
    Reply send(Ask ask) {
        try {
            HttpResponse<String> response = client.send(request(ask), BodyHandlers.ofString());
            check(ask, response, response.body());
            return new Reply(response.statusCode(), response.body());
        } catch (IOException e) {
            return new Reply(0, e.toString());
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /// Sends it once and reads lines as they come, each given to `line`; what came before a break is in the answer.
    Reply lines(Ask ask, Runnable line) {
        List<String> lines = new ArrayList<>();
        try {
            HttpResponse<Stream<String>> response = client.send(request(ask), BodyHandlers.ofLines());
            try (Stream<String> body = response.body()) {
                body.forEach(one -> {
                    lines.add(one);
                    line.run();
                });
            }
            check(ask, response, String.join("\n", lines));
            return new Reply(response.statusCode(), String.join("\n", lines));
        } catch (IOException | UncheckedIOException e) {
            return new Reply(0, String.join("\n", lines));
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /// Repeats it until there is an answer that is neither "not now" nor "still running".
    Reply untilAnswered(Ask ask) {
        long until = System.nanoTime() + PATIENCE_NANOS;
        while (System.nanoTime() < until) {
            Reply reply = send(ask);
            if (reply.status() != 0 && reply.status() != 409 && reply.status() < 500) {
                return reply;
            }
            LockSupport.parkNanos(30_000_000);
        }
        throw new AssertionError("no answer to " + ask.method() + " " + ask.path());
    }

    private HttpRequest request(Ask ask) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + "/api/v1" + ask.path()))
                .timeout(Duration.ofSeconds(30)).header("Authorization", "Bearer " + key)
                .method(ask.method(),
                        ask.body().isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(ask.body()));
        if (!ask.type().isEmpty()) {
            request.header("Content-Type", ask.type());
        }
        String name = ask.idempotencyKey();
        if (name != null) {
            request.header("Idempotency-Key", name);
        }
        return request.build();
    }

    private void check(Ask ask, HttpResponse<?> response, String text) {
        int status = response.statusCode();
        boolean clear = (status == 503 || status == 507)
                && response.headers().firstValue("Retry-After").isPresent()
                && response.headers().firstValue("Content-Type").orElse("").startsWith("application/problem+json")
                && !text.contains("Exception");
        if (status >= 500 && !clear) {
            unclear.add(ask.method() + " " + ask.path() + " → " + status + " " + response.headers().map() + " " + text);
        }
    }

    private static AssertionError interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new AssertionError(e);
    }
}
