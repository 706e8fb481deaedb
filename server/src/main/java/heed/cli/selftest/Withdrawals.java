package heed.cli.selftest;

import static heed.cli.selftest.Target.FORM;
import static heed.cli.selftest.Target.ONE_CLICK;

import heed.cli.selftest.HttpLine.Ask;
import heed.cli.selftest.HttpLine.Reply;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// What must work: every form in which somebody rightfully asks to be left alone.
final class Withdrawals {

    private static final int REPLAYS = 100;
    private static final Pattern CHOICE = Pattern.compile("name=\"choice\" value=\"([^\"]+)\"");
    private static final Pattern UNDO = Pattern.compile("action=\"([^\"]*/undo/[^\"]+)\"");
    private static final String PARTS = """
            --b\r
            Content-Disposition: form-data; name="List-Unsubscribe"\r
            \r
            One-Click\r
            --b--\r
            """;

    private final HttpLine http;
    private final Subject subject;

    Withdrawals(HttpLine http, Subject subject) {
        this.http = http;
        this.subject = subject;
    }

    void run(Checks checks) {
        checks.check("U5 one-click as application/x-www-form-urlencoded opts out",
                () -> effective(() -> oneClick(Ask.post(FORM, ONE_CLICK))));
        checks.check("U5 one-click as multipart/form-data opts out",
                () -> effective(() -> oneClick(Ask.post("multipart/form-data; boundary=b", PARTS))));
        checks.check("U7 one-click from a foreign origin, with foreign cookies, opts out",
                () -> effective(() -> oneClick(new Ask("POST", Map.of("Content-Type", FORM, "Origin",
                        "https://evil.example", "Referer", "https://evil.example/", "Cookie", "JSESSIONID=x; a=b",
                        "Sec-Fetch-Site", "cross-site"), ONE_CLICK))));
        checks.check("U9 the same one-click " + REPLAYS + " times is answered alike and counts once",
                () -> effective(this::replay));
        for (String choice : choices()) {
            checks.check("the button \"" + choice + "\" of the page works", () -> effective(() -> press(choice)));
        }
        checks.check("the page's undo takes the button back", this::undo);
    }

    /// The same for a service.
    void runForService(Checks checks) {
        checks.check("one-click of a service's delivery ends the subscription",
                () -> effective(() -> oneClick(Ask.post(FORM, ONE_CLICK))));
    }

    /// Before it nothing excludes the person, after it something does.
    private Optional<String> effective(Supplier<Optional<String>> act) {
        subject.optIn();
        if (!subject.cause().equals("none")) {
            return Optional.of("the throw-away profile is excluded before it: " + subject.cause());
        }
        Optional<String> wrong = act.get();
        if (wrong.isPresent()) {
            return wrong;
        }
        return subject.cause().equals("none") ? Optional.of("nothing has changed") : Optional.empty();
    }

    private Optional<String> oneClick(Ask ask) {
        Reply reply = http.send(subject.link(), ask);
        if (reply.status() != 200) {
            return Optional.of("status " + reply.status());
        }
        for (String header : List.of("Location", "Set-Cookie", "WWW-Authenticate")) {
            if (!reply.header(header).isEmpty()) {
                return Optional.of("the answer has a header " + header);
            }
        }
        return subject.source().equals("one_click")
                ? Optional.empty()
                : Optional.of("recorded as " + subject.source());
    }

    private Optional<String> replay() {
        Reply first = http.send(subject.link(), Ask.post(FORM, ONE_CLICK));
        JsonNode switches = subject.switches();
        for (int n = 1; n < REPLAYS; n++) {
            Reply again = http.send(subject.link(), Ask.post(FORM, ONE_CLICK));
            if (again.status() != 200 || !again.body().equals(first.body())) {
                return Optional.of("the repeat " + n + " is answered otherwise, with status " + again.status());
            }
        }
        return withoutEntry(switches).equals(withoutEntry(subject.switches()))
                ? Optional.empty()
                : Optional.of("a repeat moved the opt-out");
    }

    private static List<String> withoutEntry(JsonNode switches) {
        return switches.valueStream().map(one -> one.path("channel").asString() + one.path("since").asString())
                .toList();
    }

    private List<String> choices() {
        return CHOICE.matcher(http.send(subject.link(), Ask.of("GET")).body()).results()
                .map((MatchResult choice) -> Objects.requireNonNull(choice.group(1))).toList();
    }

    private Optional<String> press(String choice) {
        Reply reply = http.send(subject.link(), Ask.post(FORM, "choice=" + choice));
        return reply.status() == 200 ? Optional.empty() : Optional.of("status " + reply.status());
    }

    private Optional<String> undo() {
        subject.optIn();
        Matcher undo = UNDO.matcher(http.send(subject.link(), Ask.post(FORM, "choice=everything")).body());
        if (!undo.find()) {
            return Optional.of("no undo is offered");
        }
        URI action = subject.link().resolve(undo.group(1));
        String before = subject.newest();
        String held = FormFields.held(http.send(action, Ask.of("GET")).body(), action);
        if (!subject.newest().equals(before)) {
            return Optional.of("GET took it back");
        }
        Reply reply = http.send(action, Ask.post(FORM, held));
        if (reply.status() != 200) {
            return Optional.of("status " + reply.status());
        }
        return subject.cause().equals("none") ? Optional.empty() : Optional.of("still " + subject.cause());
    }
}
