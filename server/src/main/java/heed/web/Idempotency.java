package heed.web;

import heed.web.IdempotencyStore.Answered;
import heed.web.IdempotencyStore.Asked;
import heed.web.IdempotencyStore.RequestKey;
import heed.web.IdempotencyStore.Row;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// `Idempotency-Key`: a POST that is sent again with the same key has its effect once, and the same answer.
///
/// Kept for 24 hours per API key, in the transaction of the effect, so that there is never one without the other.
/// Ordinary POSTs need nothing ([IdempotencyFilter] does it); an endpoint with [OwnIdempotency] calls [#claim].
@Component
public class Idempotency {

    /// The header of the request.
    public static final String KEY = "Idempotency-Key";
    /// The header of a repeated answer.
    public static final String REPLAYED = "Idempotency-Replayed";

    private static final Duration KEPT = Duration.ofHours(24);
    private static final Pattern PRINTABLE = Pattern.compile("[\\x20-\\x7E]{1,255}");

    private final IdempotencyStore store;
    private final Clock clock;

    Idempotency(IdempotencyStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /// Claims the key of a request for the transaction of the calling thread, before the work's first write.
    ///
    /// ```java
    /// return switch (idempotency.claim(request, sha256OfBody)) {
    ///     case Claim.Repeat repeat -> { repeat.mark(response); yield imports.find(repeat.reference()); }
    ///     case Claim.Fresh fresh -> { var made = imports.make(…); fresh.remember(made.id()); yield made; }
    /// };
    /// ```
    ///
    /// @param bodyHash of the body as it came; a repeat must have the same
    /// @throws Problem 400 for a key that is none, 409 while the first request runs, 422 for another body or path
    public Claim claim(HttpServletRequest request, byte[] bodyHash) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("to be called in the transaction that makes the work");
        }
        Optional<RequestKey> id = id(request);
        if (id.isEmpty()) {
            return new Claim.Fresh(_ -> {
            });
        }
        Asked asked = asked(request, bodyHash);
        Optional<String> before = before(id.get(), asked).map(Row::reference);
        if (before.isPresent()) {
            return new Claim.Repeat(before.get());
        }
        return new Claim.Fresh(reference -> store.insert(id.get(), asked,
                new Answered(HttpStatus.ACCEPTED.value(), null, null, null, reference), clock.instant()));
    }

    /// The caller's key and the request's; empty without the header.
    Optional<RequestKey> id(HttpServletRequest request) {
        String key = request.getHeader(KEY);
        if (key == null) {
            return Optional.empty();
        }
        if (!PRINTABLE.matcher(key).matches()) {
            throw Problem.badRequest(KEY, "must be 1 to 255 printable ASCII characters");
        }
        return Caller.of(request).map(caller -> new RequestKey(caller.keyId(), key));
    }

    static Asked asked(HttpServletRequest request, byte[] bodyHash) {
        String query = request.getQueryString();
        return new Asked(request.getMethod(), request.getRequestURI() + (query == null ? "" : "?" + query),
                HexFormat.of().formatHex(bodyHash));
    }

    /// Locks the key until the transaction ends, and finds what was answered before.
    Optional<Row> before(RequestKey id, Asked asked) {
        if (!store.lock(id)) {
            throw Problem.conflict("the first request with this " + KEY + " is still running");
        }
        Optional<Row> row = store.find(id, clock.instant().minus(KEPT));
        if (row.isPresent() && !same(row.get(), asked)) {
            throw Problem.unprocessable("this " + KEY + " was used for another path or body");
        }
        return row;
    }

    void remember(RequestKey id, Asked asked, Answered answered) {
        store.insert(id, asked, answered, clock.instant());
    }

    @Scheduled(fixedDelay = 3_600_000, initialDelay = 60_000)
    void purge() {
        store.purge(clock.instant().minus(KEPT));
    }

    private static boolean same(Row row, Asked asked) {
        return row.method().equals(asked.method()) && row.path().equals(asked.path())
                && row.bodyHash().equals(asked.bodyHash());
    }
}
