package heed.benchmarks;

import heed.HeedServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The whole server in this JVM, as in production: its embedded PostgreSQL, durable, on a free port.
public final class RunningHeed implements AutoCloseable {

    private static final String KEY = "benchmark-admin-key";

    private final ConfigurableApplicationContext context;
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final JsonMapper json = JsonMapper.builder().build();

    private RunningHeed(ConfigurableApplicationContext context) {
        this.context = context;
    }

    static RunningHeed start(Path home) {
        return new RunningHeed(SpringApplication.run(HeedServer.class, "--server.port=0",
                "--heed.home=" + home.toAbsolutePath(), "--heed.database-url=", "--heed.api-key=" + KEY));
    }

    /// Where it listens, as `http://127.0.0.1:12345`.
    public URI url() {
        var web = ((ServletWebServerApplicationContext) context).getWebServer();
        return URI.create("http://127.0.0.1:" + Objects.requireNonNull(web).getPort());
    }

    /// An API key with the scope admin.
    public String key() {
        return KEY;
    }

    /// A bean of the server.
    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /// Another instance of a bean's class, which the server knows nothing of.
    public <T> T another(Class<T> type) {
        return context.getAutowireCapableBeanFactory().createBean(type);
    }

    /// A connection of its own to the server's database, outside the server's pool.
    public Connection connect() throws SQLException {
        JdbcConnectionDetails details = bean(JdbcConnectionDetails.class);
        return DriverManager.getConnection(details.getJdbcUrl(), details.getUsername(), details.getPassword());
    }

    /// Sends a request, reads the answer as JSON.
    ///
    /// @param path under /api/v1
    /// @param body JSON, empty for none
    /// @throws IOException when the status is not one of success
    public JsonNode call(String method, String path, String body) throws IOException, InterruptedException {
        return call(method, path, "application/json", BodyPublishers.ofString(body));
    }

    /// Uploads a CSV file.
    public JsonNode upload(String path, Path file) throws IOException, InterruptedException {
        return call("POST", path, "text/csv", BodyPublishers.ofFile(file));
    }

    /// Imports a CSV file and waits for the end.
    ///
    /// @throws IOException when it failed or a row was rejected
    public JsonNode importFile(String kind, Path file) throws IOException, InterruptedException {
        String id = upload("/imports?kind=" + kind, file).get("id").asString();
        JsonNode now = call("GET", "/imports/" + id, "");
        while (now.get("state").asString().equals("running")) {
            TimeUnit.MILLISECONDS.sleep(20);
            now = call("GET", "/imports/" + id, "");
        }
        if (!now.get("state").asString().equals("done") || now.get("rejected").asLong() > 0) {
            throw new IOException("the import of " + file + " came to " + now);
        }
        return now;
    }

    /// Opens an answer as a stream.
    public InputStream stream(String path, String accept) throws IOException, InterruptedException {
        HttpRequest request = request(path).header("Accept", accept).GET().build();
        HttpResponse<InputStream> answer = client.send(request, BodyHandlers.ofInputStream());
        if (answer.statusCode() != 200) {
            throw new IOException("GET " + path + " answers " + answer.statusCode());
        }
        return answer.body();
    }

    private JsonNode call(String method, String path, String type, BodyPublisher body)
            throws IOException, InterruptedException {
        HttpRequest request = request(path).header("Content-Type", type).method(method, body).build();
        HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(method + " " + path + " answers " + answer.statusCode() + ": " + answer.body());
        }
        return json.readTree(answer.body().isEmpty() ? "null" : answer.body());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url() + "/api/v1" + path)).header("Authorization", "Bearer " + KEY);
    }

    @Override
    public void close() {
        context.close();
        client.close();
    }
}
