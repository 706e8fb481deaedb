package heed.testing;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A browser without a screen: keeps cookies, follows redirects, sends forms with the token of the last page it saw.
public final class Browser {

    private static final Pattern TOKEN = Pattern
            .compile("(?:data-csrf|name=\"_csrf\" value)=\"([^\"]*)\"");

    private final URI base;
    private final CookieManager cookies = new CookieManager();
    private final HttpClient client = HttpClient.newBuilder().cookieHandler(cookies)
            .followRedirects(HttpClient.Redirect.NORMAL).build();
    private String token = "";

    public Browser(URI base) {
        this.base = base;
    }

    /// Shows a page.
    public HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    /// Sends a form as a page would; the answer is the page that the redirect leads to.
    public HttpResponse<String> post(String path, Map<String, String> fields) {
        String form = fields.entrySet().stream().map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
        return postForm(path, form.isEmpty() ? "_csrf=" + encode(token) : form + "&_csrf=" + encode(token));
    }

    /// Sends a form that was put together elsewhere, without any token of ours.
    public HttpResponse<String> postForm(String path, String form) {
        return send(request(path).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    /// Sends a raw body, as the console's script does.
    public HttpResponse<String> upload(String path, BodyPublisher body, String type) {
        return send(request(path).header("Content-Type", type).header("X-CSRF-TOKEN", token)
                .header("HX-Request", "true").POST(body));
    }

    /// Signs in; the answer is the page that follows.
    public HttpResponse<String> signIn(String name, String password) {
        get("/login");
        return post("/login", Map.of("username", name, "password", password));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path)).header("Accept", "text/html, */*")
                .header("Accept-Language", "en");
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
            Matcher found = TOKEN.matcher(answer.body());
            if (found.find()) {
                token = found.group(1);
            }
            return answer;
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
