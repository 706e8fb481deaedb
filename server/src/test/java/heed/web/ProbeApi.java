package heed.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/// Routes that only tests have: every way a request can go wrong, without a feature around it.
@RestController
@RequestMapping("/api/v1/probe")
class ProbeApi {

    static final CountDownLatch STARTED = new CountDownLatch(1);
    static final CountDownLatch MAY_END = new CountDownLatch(1);

    private final JdbcClient jdbc;
    private final Idempotency idempotency;

    ProbeApi(JdbcClient jdbc, Idempotency idempotency) {
        this.jdbc = jdbc;
        this.idempotency = idempotency;
    }

    enum Colour {
        RED, GREEN
    }

    record Inner(@Nullable String name) {}

    record Probe(@Nullable String text, @Nullable Integer number, @Nullable Boolean flag, @Nullable Instant at,
            @Nullable Colour colour, @Nullable List<Inner> list, @Nullable ObjectNode object) {}

    @PostMapping
    Probe echo(@RequestBody Probe probe) {
        return probe;
    }

    @GetMapping("/keys/{key}")
    Map<String, String> key(@PathVariable String key) {
        return Map.of("key", key);
    }

    @PutMapping("/keys/{key}/things/{other}")
    Map<String, String> keys(@PathVariable String key, @PathVariable String other) {
        return Map.of("key", key, "other", other);
    }

    @GetMapping("/text")
    Map<String, String> text(@RequestParam String q) {
        return Map.of("q", jdbc.sql("select cast(:q as text)").param("q", q).query(String.class).single());
    }

    @GetMapping("/number")
    Map<String, Integer> number(@RequestParam int n) {
        return Map.of("n", n);
    }

    @GetMapping("/rows")
    Page<Integer> rows(@RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String filter) {
        return page(Paging.of(limit, cursor, "rows", filter));
    }

    @GetMapping(path = "/rows", produces = CsvAnswer.TYPE)
    void csv(HttpServletResponse response) {
        CsvAnswer.write(response, List.of("n", "text"), Paging.of(10, null, "rows", (Object) null), this::page,
                n -> List.of(n, "=" + n));
    }

    private Page<Integer> page(Paging paging) {
        return paging.page(jdbc.sql("select n from generate_series(1, 25) n where n > :after limit :fetch")
                .param("after", paging.afterNumber(0)).param("fetch", paging.fetch()).query(Integer.class).list()
                .stream().map(Integer.class::cast).toList(), List::of);
    }

    @GetMapping("/bug")
    String bug() {
        throw new IllegalStateException("secret of the inside");
    }

    @PutMapping("/tagged")
    ResponseEntity<String> tagged(@RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        EntityTag tag = EntityTag.of("one");
        tag.check(ifMatch);
        return ResponseEntity.ok().eTag(tag.value()).body("{}");
    }

    /// Notes the word, then refuses or fails when told to.
    @PostMapping("/notes/{word}")
    @Transactional
    public ResponseEntity<Map<String, String>> note(@PathVariable String word, @RequestParam String then,
            @RequestBody Map<String, Object> body) {
        jdbc.sql("create table if not exists probe_notes (word text)").update();
        jdbc.sql("insert into probe_notes values (:word)").param("word", word).update();
        return switch (then) {
            case "refuse" -> throw Problem.conflict("refused " + word);
            case "fail" -> throw new IllegalStateException("failed");
            default -> ResponseEntity.status(201).header("Location", "/there/" + word).body(Map.of("word", word));
        };
    }

    @PostMapping("/slow")
    Map<String, String> slow() throws InterruptedException {
        STARTED.countDown();
        return Map.of("waited", String.valueOf(MAY_END.await(20, TimeUnit.SECONDS)));
    }

    /// Takes a stream and remembers a reference.
    @PostMapping("/streams/{word}")
    @OwnIdempotency
    @Transactional
    public Map<String, String> stream(@PathVariable String word, HttpServletRequest request,
            HttpServletResponse response) throws IOException {
        byte[] body = request.getInputStream().readAllBytes();
        return switch (idempotency.claim(request, body)) {
            case Claim.Repeat repeat -> {
                repeat.mark(response);
                yield Map.of("reference", repeat.reference());
            }
            case Claim.Fresh fresh -> {
                fresh.remember("made of " + word);
                yield Map.of("reference", "made of " + word);
            }
        };
    }
}
