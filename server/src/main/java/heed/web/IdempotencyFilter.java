package heed.web;

import heed.web.IdempotencyStore.Answered;
import heed.web.IdempotencyStore.Asked;
import heed.web.IdempotencyStore.RequestKey;
import heed.web.IdempotencyStore.Row;
import heed.web.body.RememberedBody;
import heed.web.body.StrictBody;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/// Runs every ordinary POST that has an `Idempotency-Key` as one transaction that also keeps its answer.
///
/// ```
/// begin ─ lock the key ─ kept? ─ yes ─ the same answer
///                          └─ no ─ savepoint ─ the request ─ 2xx: keep the answer, commit, then answer
///                                                          ├ 4xx: back to the savepoint, keep the answer, commit
///                                                          └ 5xx: roll back, keep nothing
/// ```
/// The answer leaves after the commit, never before.
class IdempotencyFilter extends OncePerRequestFilter {

    private static final TransactionDefinition OUTER = new DefaultTransactionDefinition(
            TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    private static final TransactionDefinition INNER = new DefaultTransactionDefinition(
            TransactionDefinition.PROPAGATION_NESTED);

    private final Idempotency idempotency;
    private final OwnIdempotencyRoutes own;
    private final PlatformTransactionManager transactions;
    private final ProblemWriter problems;
    private final WebSettings settings;
    /// Such a request may need a second connection beside its own: never let them take all of the pool.
    private final Semaphore connections;

    IdempotencyFilter(Idempotency idempotency, OwnIdempotencyRoutes own, PlatformTransactionManager transactions,
            ProblemWriter problems, WebSettings settings, int poolSize) {
        this.idempotency = idempotency;
        this.own = own;
        this.transactions = transactions;
        this.problems = problems;
        this.settings = settings;
        this.connections = new Semaphore(Math.max(1, poolSize / 2));
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !HttpMethod.POST.matches(request.getMethod()) || request.getHeader(Idempotency.KEY) == null;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            Optional<RequestKey> id = idempotency.id(request);
            if (id.isEmpty() || own.contain(request)) {
                chain.doFilter(request, response);
                return;
            }
            var body = new RememberedBody(request, StrictBody.read(request.getInputStream(),
                    request.getContentLengthLong(), settings.maxJson()));
            connections.acquireUninterruptibly();
            try {
                once(id.get(), Idempotency.asked(request, sha256(body.bytes())), body, response, chain);
            } finally {
                connections.release();
            }
        } catch (Problem problem) {
            problems.write(response, problem);
        }
    }

    private void once(RequestKey id, Asked asked, HttpServletRequest request, HttpServletResponse response,
            FilterChain chain)
            throws ServletException, IOException {
        TransactionStatus outer = transactions.getTransaction(OUTER);
        boolean committed = false;
        var answer = new ContentCachingResponseWrapper(response);
        try {
            Optional<Row> before = idempotency.before(id, asked);
            if (before.isPresent()) {
                replay(before.get(), answer);
            } else {
                run(request, answer, chain);
            }
            if (before.isEmpty() && answer.getStatus() < 500) {
                idempotency.remember(id, asked, answered(answer));
            }
            if (answer.getStatus() < 500) {
                transactions.commit(outer);
                committed = true;
            }
        } finally {
            if (!committed && !outer.isCompleted()) {
                transactions.rollback(outer);
            }
        }
        answer.copyBodyToResponse();
    }

    /// Runs the request; what a refused one wrote is undone, and what it marked for rollback stays possible.
    private void run(HttpServletRequest request, HttpServletResponse answer, FilterChain chain)
            throws ServletException, IOException {
        TransactionStatus inner = transactions.getTransaction(INNER);
        boolean good = false;
        try {
            chain.doFilter(request, answer);
            good = answer.getStatus() < 400;
            if (good) {
                transactions.commit(inner);
            }
        } finally {
            if (!good) {
                transactions.rollback(inner);
            }
        }
    }

    private static Answered answered(ContentCachingResponseWrapper answer) {
        return new Answered(answer.getStatus(), answer.getContentType(), answer.getHeader(HttpHeaders.LOCATION),
                new String(answer.getContentAsByteArray(), StandardCharsets.UTF_8), null);
    }

    private static void replay(Row row, HttpServletResponse response) throws IOException {
        response.setStatus(row.status());
        response.setHeader(Idempotency.REPLAYED, "true");
        set(response, HttpHeaders.CONTENT_TYPE, row.contentType());
        set(response, HttpHeaders.LOCATION, row.location());
        String body = row.body();
        if (body != null && row.status() != HttpStatus.NO_CONTENT.value()) {
            response.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void set(HttpServletResponse response, String header, @Nullable String value) {
        if (value != null) {
            response.setHeader(header, value);
        }
    }

    private static byte[] sha256(byte[] body) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(body);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
