package heed.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import heed.ledger.Actor;
import heed.operator.Role;
import heed.operator.people.Operators;
import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A signed-in operator's browser, without its scripts: cookies, forms with their token, redirects to follow.
public final class Console {

    private static final String PASSWORD = "a password for tests";
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final String name;
    private final HttpClient client = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL)
            .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL)).build();

    private Console(String name) {
        this.name = name;
    }

    /// A new operator of that role, signed in.
    public static Console as(Role role) {
        String name = TestServer.unique(role.code());
        TestServer.bean(Operators.class).make(name, role, PASSWORD, Actor.SYSTEM);
        Console console = new Console(name);
        console.post("/login", Map.of("username", name, "password", PASSWORD));
        return console;
    }

    /// What the ledger calls it.
    public String actor() {
        return "operator:" + name;
    }

    public Answer get(String path) {
        return send("GET " + path, request(path).GET());
    }

    /// A form with the token that the page of its kind carries; redirects are followed.
    public Answer post(String path, Map<String, String> fields) {
        String form = fields.entrySet().stream().map(one -> Api.segment(one.getKey()) + "=" + encode(one.getValue()))
                .collect(Collectors.joining("&", "_csrf=" + encode(token()) + "&", ""));
        return send("POST " + path, request(path).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    /// A raw body, as the console's script sends it.
    public Answer upload(String path, BodyPublisher body, String type) {
        return send("POST " + path, request(path).header("Content-Type", type).header("X-CSRF-TOKEN", token())
                .header("HX-Request", "true").POST(body));
    }

    private String token() {
        Matcher token = TOKEN.matcher(get("/login").text());
        if (!token.find()) {
            throw new AssertionError("the page has no form");
        }
        return token.group(1);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(TestServer.url() + path)).header("Accept", "text/html, */*")
                .header("Accept-Language", "en");
    }

    private Answer send(String what, HttpRequest.Builder request) {
        try {
            return new Answer(what, client.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new AssertionError(what + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
