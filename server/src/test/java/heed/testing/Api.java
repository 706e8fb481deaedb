package heed.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;

/// A small client for the API: paths are given after `/api/v1`, exactly as they go over the wire.
///
/// @param url where the server listens
/// @param key the API key to send; empty: none
public record Api(URI url, String key) {

    static final HttpClient CLIENT = HttpClient.newHttpClient();

    /// The same with another key.
    public Api as(String other) {
        return new Api(url, other);
    }

    public Call get(String path) {
        return call("GET", path);
    }

    public Call post(String path) {
        return call("POST", path);
    }

    public Call put(String path) {
        return call("PUT", path);
    }

    public Call patch(String path) {
        return call("PATCH", path);
    }

    public Call delete(String path) {
        return call("DELETE", path);
    }

    /// Any method, any path under `/api/v1`.
    public Call call(String method, String path) {
        return raw(method, "/api/v1" + path);
    }

    /// Any method, any path of the server.
    public Call raw(String method, String path) {
        Call call = new Call(method, URI.create(url + path));
        return key.isEmpty() ? call : call.header("Authorization", "Bearer " + key);
    }

    /// One path segment or query value, percent-encoded: `a/b%c;d?e#f+😀` works in every route.
    public static String segment(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }
}
