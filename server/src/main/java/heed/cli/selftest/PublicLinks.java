package heed.cli.selftest;

import static heed.cli.selftest.Target.FORM;

import heed.cli.selftest.HttpLine.Ask;
import heed.cli.selftest.HttpLine.Reply;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// The other links that recipients have: landing pages by a link of one's own (`/p/`) and by name (`/page/`), the button
/// that confirms (`/c/`), the button that takes back (`/undo/`). Each is attacked as the link in messages is, and each of
/// their forms is sent as a person would.
final class PublicLinks {

    private static final int REPLAYS = 100;
    private static final Pattern UNDO = Pattern.compile("action=\"([^\"]*/undo/[^\"]+)\"");
    private static final Map<String, String> FOREIGN = Map.of("Content-Type", FORM, "Origin", "https://evil.example",
            "Referer", "https://evil.example/", "Cookie", "JSESSIONID=x; a=b", "Sec-Fetch-Site", "cross-site");

    private final HttpLine http;
    private final ApiClient api;
    private final Checks checks;

    PublicLinks(HttpLine http, ApiClient api, Checks checks) {
        this.http = http;
        this.api = api;
        this.checks = checks;
    }

    /// Every kind of page that is open, once.
    void pages(Subject subject) {
        JsonNode pages = api.send("POST", "/selftest/links", Map.of("profile", subject.key())).path("pages");
        Set<String> kinds = new HashSet<>();
        for (JsonNode page : pages) {
            String kind = page.path("kind").asString();
            if (kinds.add(kind)) {
                Target own = Target.page(kind, URI.create(page.path("link").asString()));
                new Looks(http, own, subject::newest).run(checks);
                stops(subject, own, kinds.size() == 1);
            }
        }
        if (kinds.isEmpty()) {
            checks.skip("/p/ and /page/: no landing page is open");
        }
        choices(subject, pages);
        for (JsonNode page : pages) {
            if (page.path("open").isString()) {
                open(subject, Target.open(URI.create(page.path("open").asString()), subject.email()));
                return;
            }
        }
        checks.skip("/page/: no landing page is open to strangers");
    }

    /// A stranger may stop, so many times that nobody else in the same network is held up: the limit on forms is theirs.
    private void open(Subject subject, Target target) {
        new Looks(http, target, subject::newest).run(checks);
        checks.check("E7.3 whoever types an address stops everything for it (/page/)",
                () -> effective(subject, target, target.press()));
    }

    private void stops(Subject subject, Target target, boolean replay) {
        checks.check("E7.3 \"stop everything\" counts, from a foreign origin, with foreign cookies" + target.name(),
                () -> effective(subject, target, new Ask("POST", FOREIGN, target.wish())));
        if (replay) {
            checks.check("U9 the same form " + REPLAYS + " times counts once" + target.name(),
                    () -> repeated(target.link(), target.press(), () -> subject.switches().toString()
                            .replaceAll("\"evidence\":\\{[^}]*}", "")));
        }
    }

    /// The forms that say more than stop.
    private void choices(Subject subject, JsonNode pages) {
        Map<String, String> forms = Map.of("preferences", "act=submit&wanted=email", "opt_out_all", "act=submit");
        Set<String> done = new HashSet<>();
        for (JsonNode page : pages) {
            String kind = page.path("kind").asString();
            String form = forms.get(kind);
            if (form != null && done.add(kind)) {
                Target target = Target.page(kind, URI.create(page.path("link").asString()));
                checks.check("the form of the page counts" + target.name(),
                        () -> effective(subject, target, Ask.post(FORM, form)));
            }
        }
    }

    /// The button that takes back what a page has just recorded.
    void undo(Subject subject) {
        subject.optIn();
        Matcher link = UNDO.matcher(http.send(subject.link(), Ask.post(FORM, "choice=everything")).body());
        if (!link.find()) {
            checks.check("a page that changed something offers undo", () -> Optional.of("it does not"));
            return;
        }
        Target target = button("/undo/",
                subject.link().resolve(Objects.requireNonNull(link.group(1)).replaceAll("\\?.*", "")));
        new Looks(http, target, subject::newest).run(checks);
        checks.check("the button takes it back, from a foreign origin, with foreign cookies (/undo/)",
                () -> answer(target.link(), new Ask("POST", FOREIGN, target.wish()))
                        .or(() -> subject.cause().equals("none")
                                ? Optional.empty()
                                : Optional.of("still " + subject.cause())));
        checks.check("the same button " + REPLAYS + " times is recorded once (/undo/)",
                () -> repeated(target.link(), target.press(), subject::newest));
    }

    /// The button that confirms.
    void confirm(Waiting waiting) {
        Target target = button("/c/", waiting.link());
        new Looks(http, target, waiting::newest).run(checks);
        checks.check("what nobody confirmed waits (/c/)", () -> waiting.state().equals("pending")
                ? Optional.empty()
                : Optional.of("it is " + waiting.state()));
        checks.check("the button confirms, from a foreign origin, with foreign cookies (/c/)",
                () -> answer(target.link(), new Ask("POST", FOREIGN, target.wish()))
                        .or(() -> waiting.state().equals("active")
                                ? Optional.empty()
                                : Optional.of("it is " + waiting.state())));
        checks.check("the same button " + REPLAYS + " times is recorded once (/c/)",
                () -> repeated(target.link(), target.press(), waiting::newest));
    }

    /// With what the form of its page holds.
    private Target button(String path, URI link) {
        return Target.button(path, link, FormFields.held(http.send(link, Ask.of("GET")).body(), link));
    }

    /// Before it nothing excludes the person, after it something does.
    private Optional<String> effective(Subject subject, Target target, Ask ask) {
        subject.optIn();
        if (!subject.cause().equals("none")) {
            return Optional.of("the throw-away profile is excluded before it: " + subject.cause());
        }
        return answer(target.link(), ask).or(() -> subject.cause().equals("none")
                ? Optional.of("nothing has changed")
                : Optional.empty());
    }

    private Optional<String> repeated(URI link, Ask ask, Supplier<String> state) {
        http.send(link, ask);
        String first = state.get();
        for (int n = 1; n < REPLAYS; n++) {
            Optional<String> wrong = answer(link, ask);
            if (wrong.isPresent()) {
                return wrong;
            }
        }
        return state.get().equals(first) ? Optional.empty() : Optional.of("a repeat changed something");
    }

    private Optional<String> answer(URI link, Ask ask) {
        Reply reply = http.send(link, ask);
        if (reply.status() != 200) {
            return Optional.of("status " + reply.status());
        }
        return List.of("Location", "Set-Cookie", "WWW-Authenticate").stream()
                .filter(header -> !reply.header(header).isEmpty()).map(header -> "the answer has a header " + header)
                .findFirst();
    }
}
