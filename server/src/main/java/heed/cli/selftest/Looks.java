package heed.cli.selftest;

import static heed.cli.selftest.Target.FORM;

import heed.cli.selftest.HttpLine.Ask;
import heed.cli.selftest.HttpLine.Reply;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// What must change nothing: looks of every kind, posts that say nothing, links that nobody made.
final class Looks {

    private static final int SCANNERS = 50;
    private static final Map<String, String> PREFETCH = Map.of("Sec-Purpose", "prefetch;prerender", "Purpose",
            "prefetch",
            "X-Moz", "prefetch");

    private final HttpLine http;
    private final Target target;
    private final Supplier<String> newest;

    /// @param newest the newest entry of the ledger about whom the link is of: whatever is recorded changes it
    Looks(HttpLine http, Target target, Supplier<String> newest) {
        this.http = http;
        this.target = target;
        this.newest = newest;
    }

    void run(Checks checks) {
        check(checks, "U8 GET shows the page and changes nothing", () -> page(Ask.of("GET")));
        check(checks, "U10 prefetch shows the page and changes nothing", () -> page(new Ask("GET", PREFETCH, null)));
        check(checks, "U10 GET with the words of a form in its query changes nothing",
                () -> wrongPage(http.send(URI.create(target.link() + "?" + target.wish() + "&choice=everything"),
                        Ask.of("GET"))));
        for (String method : List.of("HEAD", "OPTIONS", "TRACE", "PUT", "PATCH", "DELETE")) {
            check(checks, "U10 " + method + " changes nothing", () -> answered(Ask.of(method)));
        }
        check(checks, "U10 " + SCANNERS + " link scanners at once change nothing", this::scanners);
        for (String type : List.of("text/plain", "application/json", "application/xml",
                "multipart/mixed; boundary=b")) {
            check(checks, "U5 a body of the type " + type + " changes nothing",
                    () -> page(Ask.post(type, target.wish())));
        }
        for (String body : target.idle()) {
            check(checks, "a form with the body \"" + body + "\" changes nothing", () -> page(Ask.post(FORM, body)));
        }
        if (target.wish().equals(Target.ONE_CLICK)) {
            check(checks, "a form of 100,000 characters changes nothing",
                    () -> answered(Ask.post(FORM, target.wish() + "&x=" + "x".repeat(100_000))));
        }
        if (target.signed()) {
            check(checks, "U9 altered links are all answered alike and change nothing", () -> alike(altered()));
            check(checks, "U9 links that were cut off are all answered alike and change nothing",
                    () -> alike(truncated()));
            check(checks, "only the exact spelling of a link counts", () -> alike(respelled()));
        }
    }

    /// Nothing is recorded by it.
    private void check(Checks checks, String name, Supplier<Optional<String>> act) {
        checks.check(name + target.name(), () -> {
            String before = newest.get();
            return act.get().or(() -> newest.get().equals(before)
                    ? Optional.empty()
                    : Optional.of("something was recorded"));
        });
    }

    private Optional<String> page(Ask ask) {
        return wrongPage(http.send(target.link(), ask));
    }

    private Optional<String> wrongPage(Reply reply) {
        return wrongPage(reply, target.marker());
    }

    /// What is wrong with an answer that should be the page, if anything.
    static Optional<String> wrongPage(Reply reply, String marker) {
        if (reply.status() != 200) {
            return Optional.of("status " + reply.status());
        }
        return reply.body().contains(marker) ? Optional.empty() : Optional.of("it is not the page");
    }

    private Optional<String> answered(Ask ask) {
        int status = http.send(target.link(), ask).status();
        return status >= 500 || (status >= 300 && status < 400) ? Optional.of("status " + status) : Optional.empty();
    }

    private Optional<String> scanners() {
        List<CompletableFuture<Optional<String>>> all = IntStream.range(0, SCANNERS)
                .mapToObj(n -> CompletableFuture.supplyAsync(
                        () -> n % 2 == 0 ? page(Ask.of("GET")) : answered(Ask.of("HEAD")), Thread::startVirtualThread))
                .toList();
        return all.stream().map(CompletableFuture::join).flatMap(Optional::stream).findFirst();
    }

    private List<String> altered() {
        String token = target.token();
        List<String> bad = new ArrayList<>();
        for (int at = 0; at < token.length(); at += target.step()) {
            bad.add(token.substring(0, at) + (token.charAt(at) == 'A' ? 'B' : 'A') + token.substring(at + 1));
        }
        return bad;
    }

    private List<String> truncated() {
        String token = target.token();
        return IntStream.range(0, token.length()).filter(end -> end % target.step() == 0)
                .mapToObj(end -> token.substring(0, end)).toList();
    }

    private List<String> respelled() {
        String token = target.token();
        return List.of(token + "=", token + "A", token + "/", token + ";a=b", token + "%20", "%20" + token,
                "%%%02x".formatted((int) token.charAt(0)) + token.substring(1), token + "/" + token);
    }

    /// Whatever is done with them, the same page comes back.
    private Optional<String> alike(List<String> tokens) {
        List<Ask> asks = List.of(target.press(), Ask.post(FORM, "choice=everything"), Ask.of("GET"));
        List<Reply> replies = tokens.stream()
                .flatMap(token -> asks.stream().map(ask -> http.send(target.with(token), ask))).toList();
        Optional<Reply> other = replies.stream().filter(reply -> reply.status() != 200).findFirst();
        if (other.isPresent()) {
            return other.map(reply -> "status " + reply.status());
        }
        long pages = replies.stream().map(Reply::body).distinct().count();
        return pages <= target.pages() ? Optional.empty() : Optional.of(pages + " different pages");
    }
}
