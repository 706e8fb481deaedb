package heed.cli.selftest;

import heed.cli.Failure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Sends requests exactly as they are given: no redirect is followed, no cookie kept.
final class HttpLine implements AutoCloseable {

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER).build();

    /// A request without its address.
    ///
    /// @param body null for none
    record Ask(String method, Map<String, String> headers, @Nullable String body) {

        static Ask of(String method) {
            return new Ask(method, Map.of(), null);
        }

        static Ask post(String type, String body) {
            return new Ask("POST", Map.of("Content-Type", type), body);
        }
    }

    /// What came back.
    record Reply(int status, HttpHeaders headers, String body) {

        /// A header, empty for none.
        String header(String name) {
            return headers.firstValue(name).orElse("");
        }
    }

    Reply send(URI url, Ask ask) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url).method(ask.method(),
                ask.body() == null ? BodyPublishers.noBody() : BodyPublishers.ofString(ask.body()));
        ask.headers().forEach(request::header);
        try {
            HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
            return new Reply(answer.statusCode(), answer.headers(), answer.body());
        } catch (IOException e) {
            throw new Failure("no answer from " + url.getScheme() + "://" + url.getAuthority() + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure("interrupted", e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
