package heed.testing;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// A request being put together; `send` sends it and may be called again.
public final class Call {

    private static final JsonMapper JSON = new JsonMapper();

    private final String method;
    private final URI uri;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private BodyPublisher body = BodyPublishers.noBody();

    Call(String method, URI uri) {
        this.method = method;
        this.uri = uri;
    }

    public Call header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    public Call accept(String type) {
        return header("Accept", type);
    }

    public Call idempotencyKey(String value) {
        return header("Idempotency-Key", value);
    }

    /// A JSON body: a `String` is taken as JSON text already, anything else (maps, lists, records) is written as JSON.
    public Call json(Object value) {
        return body(value instanceof String text ? text : JSON.writeValueAsString(value), "application/json");
    }

    public Call body(String text, String type) {
        body = BodyPublishers.ofString(text);
        return header("Content-Type", type);
    }

    public Call body(byte[] bytes, String type) {
        body = BodyPublishers.ofByteArray(bytes);
        return header("Content-Type", type);
    }

    /// A streamed body, of unknown length.
    public Call body(InputStream stream, String type) {
        body = BodyPublishers.ofInputStream(() -> stream);
        return header("Content-Type", type);
    }

    /// Sends it and reads the whole answer.
    public Answer send() {
        return new Answer(method + " " + uri, exchange(BodyHandlers.ofString()));
    }

    /// Sends it; the answer's body is for the caller to read and close.
    public HttpResponse<InputStream> stream() {
        return exchange(BodyHandlers.ofInputStream());
    }

    private <T> HttpResponse<T> exchange(BodyHandler<T> handler) {
        var request = HttpRequest.newBuilder(uri).method(method, body);
        headers.forEach(request::header);
        try {
            return Api.CLIENT.send(request.build(), handler);
        } catch (IOException e) {
            throw new AssertionError(method + " " + uri + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
