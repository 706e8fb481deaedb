package heed.testing;

import java.net.http.HttpResponse;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the server answered.
public final class Answer {

    private static final JsonMapper JSON = new JsonMapper();

    private final String request;
    private final HttpResponse<String> response;

    Answer(String request, HttpResponse<String> response) {
        this.request = request;
        this.response = response;
    }

    public int status() {
        return response.statusCode();
    }

    public String text() {
        return response.body();
    }

    /// The body as JSON.
    public JsonNode json() {
        return JSON.readTree(response.body());
    }

    /// A value of the body by JSON Pointer, `/items/0/key`; a missing node when there is none.
    public JsonNode at(String pointer) {
        return json().at(pointer);
    }

    /// A header, or null.
    public @Nullable String header(String name) {
        return response.headers().firstValue(name).orElse(null);
    }

    /// This answer, if it has that status; fails with the whole answer otherwise.
    public Answer expect(int status) {
        if (response.statusCode() != status) {
            throw new AssertionError("expected " + status + ": " + this);
        }
        return this;
    }

    @Override
    public String toString() {
        return request + " → " + response.statusCode() + " " + response.headers().map() + "\n" + response.body();
    }
}
