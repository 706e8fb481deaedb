package heed.cli.selftest;

import heed.cli.selftest.HttpLine.Ask;
import heed.cli.selftest.HttpLine.Reply;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.IntStream;

/// What must change nothing: looks of every kind, posts that say nothing, links that nobody made.
final class Looks {

    static final String FORM = "application/x-www-form-urlencoded";
    static final String ONE_CLICK = "List-Unsubscribe=One-Click";

    private static final int SCANNERS = 50;
    private static final Map<String, String> PREFETCH = Map.of("Sec-Purpose", "prefetch;prerender", "Purpose",
            "prefetch",
            "X-Moz", "prefetch");

    private final HttpLine http;
    private final Subject subject;

    Looks(HttpLine http, Subject subject) {
        this.http = http;
        this.subject = subject;
    }

    void run(Checks checks) {
        checks.check("U8 GET shows the page and changes nothing", () -> harmless(link -> page(link, Ask.of("GET"))));
        checks.check("U10 prefetch shows the page and changes nothing",
                () -> harmless(link -> page(link, new Ask("GET", PREFETCH, null))));
        checks.check("U10 GET with the words of a one-click in its query changes nothing",
                () -> harmless(link -> page(URI.create(link + "?" + ONE_CLICK + "&choice=everything"), Ask.of("GET"))));
        for (String method : List.of("HEAD", "OPTIONS", "TRACE", "PUT", "PATCH", "DELETE")) {
            checks.check("U10 " + method + " changes nothing", () -> harmless(link -> answered(link, Ask.of(method))));
        }
        checks.check("U10 " + SCANNERS + " link scanners at once change nothing", () -> harmless(this::scanners));
        for (String type : List.of("text/plain", "application/json", "application/xml",
                "multipart/mixed; boundary=b")) {
            checks.check("U5 a body of the type " + type + " changes nothing",
                    () -> harmless(link -> page(link, Ask.post(type, ONE_CLICK))));
        }
        for (String body : List.of("", "List-Unsubscribe=Two-Clicks", "choice=nothing", "a=b", "%zz")) {
            checks.check("a form with the body \"" + body + "\" changes nothing",
                    () -> harmless(link -> page(link, Ask.post(FORM, body))));
        }
        checks.check("a form of 100,000 characters changes nothing",
                () -> harmless(link -> answered(link, Ask.post(FORM, ONE_CLICK + "&x=" + "x".repeat(100_000)))));
        checks.check("U9 altered links are all answered alike and change nothing", () -> harmless(this::altered));
        checks.check("U9 links that were cut off are all answered alike and change nothing",
                () -> harmless(this::truncated));
        checks.check("only the exact spelling of a link counts", () -> harmless(this::respelled));
    }

    /// Nothing is recorded by it.
    private Optional<String> harmless(Function<URI, Optional<String>> act) {
        String before = subject.newest();
        Optional<String> wrong = act.apply(subject.link());
        if (wrong.isPresent()) {
            return wrong;
        }
        return subject.newest().equals(before) ? Optional.empty() : Optional.of("something was recorded");
    }

    private Optional<String> page(URI link, Ask ask) {
        return wrongPage(http.send(link, ask));
    }

    /// What is wrong with an answer that should be the page, if anything.
    static Optional<String> wrongPage(Reply reply) {
        if (reply.status() != 200) {
            return Optional.of("status " + reply.status());
        }
        return reply.body().contains("name=\"choice\"") ? Optional.empty() : Optional.of("no page with buttons");
    }

    private Optional<String> answered(URI link, Ask ask) {
        int status = http.send(link, ask).status();
        return status >= 500 || (status >= 300 && status < 400) ? Optional.of("status " + status) : Optional.empty();
    }

    private Optional<String> scanners(URI link) {
        List<CompletableFuture<Optional<String>>> all = IntStream.range(0, SCANNERS)
                .mapToObj(n -> CompletableFuture.supplyAsync(
                        () -> n % 2 == 0 ? page(link, Ask.of("GET")) : answered(link, Ask.of("HEAD")),
                        Thread::startVirtualThread))
                .toList();
        return all.stream().map(CompletableFuture::join).flatMap(Optional::stream).findFirst();
    }

    private Optional<String> altered(URI link) {
        String token = token(link);
        List<String> bad = new ArrayList<>();
        for (int at = 0; at < token.length(); at++) {
            bad.add(token.substring(0, at) + (token.charAt(at) == 'A' ? 'B' : 'A') + token.substring(at + 1));
        }
        return alike(link, bad);
    }

    private Optional<String> truncated(URI link) {
        String token = token(link);
        return alike(link, IntStream.range(0, token.length()).mapToObj(end -> token.substring(0, end)).toList());
    }

    private Optional<String> respelled(URI link) {
        String token = token(link);
        return alike(link, List.of(token + "=", token + "A", token + "/", token + ";a=b", token + "%20", "%20" + token,
                "%%%02x".formatted((int) token.charAt(0)) + token.substring(1), token + "/" + token));
    }

    /// Whatever is done with them, the same page comes back.
    private Optional<String> alike(URI link, List<String> tokens) {
        String base = link.toString().substring(0, link.toString().length() - token(link).length());
        List<Reply> replies = tokens.stream().flatMap(token -> List.of(Ask.post(FORM, ONE_CLICK),
                Ask.post(FORM, "choice=everything"), Ask.of("GET")).stream()
                .map(ask -> http.send(URI.create(base + token), ask))).toList();
        Optional<Reply> other = replies.stream().filter(reply -> reply.status() != 200).findFirst();
        if (other.isPresent()) {
            return other.map(reply -> "status " + reply.status());
        }
        long pages = replies.stream().map(Reply::body).distinct().count();
        // One page for whoever looks or presses, one for a provider.
        return pages <= 2 ? Optional.empty() : Optional.of(pages + " different pages");
    }

    private static String token(URI link) {
        return link.toString().substring(link.toString().lastIndexOf('/') + 1);
    }
}
