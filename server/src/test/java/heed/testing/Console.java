package heed.testing;

import heed.ledger.Actor;
import heed.operator.Role;
import heed.operator.people.Operators;
import java.net.http.HttpRequest.BodyPublisher;
import java.util.Map;

/// A signed-in operator's browser, whose answers can be expected as those of the API.
public final class Console {

    private static final String PASSWORD = "a password for tests";

    private final String name;
    private final Browser browser = new Browser(TestServer.url());

    private Console(String name) {
        this.name = name;
    }

    /// A new operator of that role, signed in.
    public static Console as(Role role) {
        String name = TestServer.unique(role.code());
        TestServer.bean(Operators.class).make(name, role, PASSWORD, Actor.SYSTEM);
        Console console = new Console(name);
        console.browser.signIn(name, PASSWORD);
        return console;
    }

    /// What the ledger calls it.
    public String actor() {
        return "operator:" + name;
    }

    public Answer get(String path) {
        return new Answer("GET " + path, browser.get(path));
    }

    /// A form with the token of the last page; redirects are followed.
    public Answer post(String path, Map<String, String> fields) {
        return new Answer("POST " + path, browser.post(path, fields));
    }

    /// A raw body, as the console's script sends it.
    public Answer upload(String path, BodyPublisher body, String type) {
        return new Answer("POST " + path, browser.upload(path, body, type));
    }
}
