package heed.feedback.hook;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.springframework.stereotype.Component;

/// Gets small files of Amazon SNS: within seconds, without following anybody elsewhere.
@Component
class AmazonFiles {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int MOST = 100_000;

    private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NEVER).build();

    /// What is there.
    ///
    /// @throws IOException for any other answer than 200
    InputStream get(URI url) throws IOException {
        try {
            var answer = client.send(HttpRequest.newBuilder(url).timeout(PATIENCE).GET().build(),
                    BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                if (answer.statusCode() != 200) {
                    throw new IOException("status " + answer.statusCode());
                }
                return new ByteArrayInputStream(body.readNBytes(MOST));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }
}
