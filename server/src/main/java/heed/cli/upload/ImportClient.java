package heed.cli.upload;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The imports of a running server, over REST.
final class ImportClient implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int BUFFER = 1 << 16;

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI url;
    private final String key;

    ImportClient(URI url, String key) {
        this.url = url;
        this.key = key;
    }

    /// Sends a file; returns the import's id.
    ///
    /// @param sent hears how many bytes have gone
    String post(Map<String, String> parameters, Path file, String type, LongConsumer sent) throws IOException {
        long size = Files.size(file);
        String query = parameters.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
        HttpRequest.BodyPublisher body = BodyPublishers.ofInputStream(() -> open(file, sent));
        HttpRequest request = request("/imports?" + query).header("Content-Type", type)
                .POST(size == 0 ? BodyPublishers.noBody() : BodyPublishers.fromPublisher(body, size)).build();
        return json(send(request, BodyHandlers.ofString()), 202).path("id").asString();
    }

    /// Sends a message as feedback; answers why it was refused, or null.
    @Nullable
    String feedback(byte[] raw) {
        HttpResponse<String> response = send(
                request("/feedback/email?way=file").header("Content-Type", "message/rfc822")
                        .POST(BodyPublishers.ofByteArray(raw)).build(),
                BodyHandlers.ofString());
        if (response.statusCode() == 400 || response.statusCode() == 413) {
            return problem(response.statusCode(), JSON.readTree(response.body()));
        }
        json(response, 202);
        return null;
    }

    /// An import as it stands.
    JsonNode get(String id) {
        return json(send(request("/imports/" + id).GET().build(), BodyHandlers.ofString()), 200);
    }

    /// Fetches the rows that were not used.
    void errors(String id, Path to) {
        HttpResponse<Path> response = send(request("/imports/" + id + "/errors").GET().build(),
                BodyHandlers.ofFile(to, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING));
        if (response.statusCode() != 200) {
            throw new ImportFailed("the rejected rows cannot be fetched: status " + response.statusCode());
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url.toString().replaceAll("/+$", "") + "/api/v1" + path))
                .header("Authorization", "Bearer " + key);
    }

    private <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler) {
        try {
            return http.send(request, handler);
        } catch (ConnectException e) {
            throw new ImportFailed("no server answers at " + url + "; start one with heed serve, or name it with --url",
                    e);
        } catch (IOException e) {
            throw new ImportFailed("the connection to " + url + " broke: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ImportFailed("interrupted", e);
        }
    }

    private static JsonNode json(HttpResponse<String> response, int expected) {
        JsonNode body;
        try {
            body = JSON.readTree(response.body());
        } catch (JacksonException e) {
            throw new ImportFailed("this is no Heed: status " + response.statusCode(), e);
        }
        if (response.statusCode() != expected) {
            throw new ImportFailed(problem(response.statusCode(), body));
        }
        return body;
    }

    private static String problem(int status, JsonNode problem) {
        StringBuilder text = new StringBuilder("the server refused it (" + status + "): "
                + problem.path("detail").asString(problem.path("title").asString("")));
        problem.path("errors").forEach(error -> text.append("; ").append(error.path("field").asString(""))
                .append(' ').append(error.path("message").asString("")));
        return text.toString();
    }

    private static InputStream open(Path file, LongConsumer sent) {
        try {
            return new Counting(new BufferedInputStream(Files.newInputStream(file), BUFFER), sent);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        http.close();
    }

    /// Tells how much has been read.
    private static final class Counting extends FilterInputStream {

        private final LongConsumer sent;
        private long count;

        Counting(InputStream in, LongConsumer sent) {
            super(in);
            this.sent = sent;
        }

        @Override
        public int read(byte[] to, int from, int length) throws IOException {
            int read = super.read(to, from, length);
            count += Math.max(read, 0);
            sent.accept(count);
            return read;
        }
    }
}
