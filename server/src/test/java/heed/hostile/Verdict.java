package heed.hostile;

import heed.hostile.Wire.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What is wrong with an answer, if anything.
final class Verdict {

    /// What no refusal may tell: classes, stack traces, SQL, the software and its files.
    static final Pattern INSIDE = Pattern.compile("(?i)exception|\\bjava[x]?\\.|jakarta|springframework|tomcat|jackson"
            + "|postgres|hikari|\\bheed\\.[a-z]+\\.|\\tat |\\bselect\\b.*\\bfrom\\b|\\binsert into\\b|sqlstate|nullpointer"
            + "|/work/|/home/|\\.java\\b");

    private static final JsonMapper JSON = new JsonMapper();

    private Verdict() {
    }

    /// Of an answer to a request that a route was meant by.
    static List<String> of(Hostile hostile, Reply reply) {
        List<String> wrong = new ArrayList<>(refusal(reply, hostile.route().api(), hostile.value().text()));
        // Who is led to the sign-in is refused.
        boolean ledAway = reply.header("location").contains("/login");
        if (hostile.value().illFormed() && reply.status() < 400 && !ledAway) {
            wrong.add("took what is ill-formed");
        }
        if (reply.status() == 400 && !hostile.field().isEmpty() && wrong.isEmpty()) {
            wrong.addAll(field(hostile.field(), JSON.readTree(reply.body())));
        }
        return wrong.stream().map(what -> hostile + " → " + reply.status() + ": " + what + "\n    " + shown(reply))
                .toList();
    }

    /// Of any answer.
    ///
    /// @param api whether every refusal has to be a problem
    /// @param sent what the request itself brought, and the answer may repeat
    static List<String> refusal(Reply reply, boolean api, String sent) {
        List<String> wrong = new ArrayList<>();
        if (reply.status() == 0 || (reply.status() >= 500 && reply.status() != 501 && reply.status() != 505)) {
            wrong.add("no refusal");
        }
        // The form of the sign-in has a token, and the token a session.
        boolean form = reply.body().contains("name=\"_csrf\"");
        String split = reply.header("x-split") + (form ? "" : reply.header("set-cookie")) + reply.header("server");
        if (!split.isEmpty()) {
            wrong.add("a header that nobody should send");
        }
        if (reply.status() < 400) {
            return wrong;
        }
        if (INSIDE.matcher(sent.isEmpty() ? reply.body() : reply.body().replace(sent, "")).find()
                && !INSIDE.matcher(sent).find()) {
            wrong.add("tells of the inside");
        }
        if (api && !problem(reply)) {
            wrong.add("no problem");
        }
        return wrong;
    }

    private static boolean problem(Reply reply) {
        try {
            JsonNode body = JSON.readTree(reply.body());
            return reply.header("content-type").startsWith("application/problem+json") && body.path("type").isString()
                    && body.path("title").isString() && body.path("detail").isString()
                    && body.path("status").asInt() == reply.status();
        } catch (JacksonException e) {
            return false;
        }
    }

    /// The field, one that holds it or one in it; or that the body as a whole cannot be read.
    private static List<String> field(String field, JsonNode problem) {
        boolean named = problem.path("errors").valueStream().map(error -> error.path("field").asString(""))
                .anyMatch(name -> name.equals("body") || related(name, field));
        boolean whole = problem.path("detail").asString("").matches("(?s)the body is .*");
        return named || whole ? List.of() : List.of("names another field than " + field);
    }

    private static boolean related(String name, String field) {
        return !name.isEmpty() && (name.startsWith(field) || field.startsWith(name));
    }

    private static String shown(Reply reply) {
        return reply.body().length() <= 300 ? reply.body() : reply.body().substring(0, 300) + "…";
    }
}
