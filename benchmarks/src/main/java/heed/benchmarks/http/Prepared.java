package heed.benchmarks.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A delivery of e-mail to everybody, prepared.
///
/// @param id its number
record Prepared(long id) {

    private static final Pattern ID = Pattern.compile("\"id\":\"?(\\d+)");

    static Prepared make(Load load) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            String made = post(client, load, "/api/v1/deliveries", """
                    {"label":"benchmark","channel":"email","typology":"marketing","audience":{"all":true}}""");
            Matcher id = ID.matcher(made);
            if (!id.find()) {
                throw new IllegalStateException("no delivery was made: " + made);
            }
            String analysis = "";
            while (!analysis.contains("\"done\"")) {
                analysis = post(client, load, "/api/v1/deliveries/" + id.group(1) + "/analysis", "{}");
            }
            return new Prepared(Long.parseLong(id.group(1)));
        }
    }

    private static String post(HttpClient client, Load load, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + load.port() + path))
                .header("Authorization", "Bearer " + load.key()).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)).build();
        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() >= 300) {
            throw new IllegalStateException(
                    path + " was answered with " + response.statusCode() + " " + response.body());
        }
        return response.body();
    }
}
