package heed.exchange;

import heed.exchange.kept.KeptFiles;
import heed.ledger.Actor;
import heed.web.Claim;
import heed.web.Idempotency;
import heed.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.unit.DataSize;

/// Takes a file in: streamed to disk and fsynced first, then an import in the database, then the answer.
@Component
public class ImportIntake {

    private static final Logger LOG = LoggerFactory.getLogger(ImportIntake.class);
    private static final Duration LATER = Duration.ofMinutes(1);

    private final ImportStore store;
    private final ImportJobs jobs;
    private final KeptFiles kept;
    private final TransactionTemplate transaction;
    private final Idempotency idempotency;
    private final Clock clock;
    private final DataSize limit;

    ImportIntake(ImportStore store, ImportJobs jobs, KeptFiles kept, TransactionTemplate transaction,
            Idempotency idempotency, Clock clock, @Value("${heed.max-upload:20GB}") DataSize limit) {
        this.store = store;
        this.jobs = jobs;
        this.kept = kept;
        this.transaction = transaction;
        this.idempotency = idempotency;
        this.clock = clock;
        this.limit = limit;
    }

    /// The import that was made, or the one that the same request made before.
    ///
    /// @throws Problem 400 for wrong parameters, 413 for a file over HEED_MAX_UPLOAD, 422 for an `Idempotency-Key`
    ///     that came with another file, 507 when the disk is full, 503 when it is broken; nothing is kept then
    Import take(HttpServletRequest request, HttpServletResponse response, Actor actor) throws IOException {
        return take(ImportRequest.of(request, clock.instant()), request, response, actor);
    }

    /// The same for what was asked otherwise than by parameters of the API.
    public Import take(ImportRequest asked, HttpServletRequest request, HttpServletResponse response, Actor actor)
            throws IOException {
        StoredFile file = store(request);
        boolean kept = false;
        try {
            Made made = Objects.requireNonNull(transaction.execute(_ -> make(request, asked, file, actor)));
            kept = made.repeat() == null;
            if (made.repeat() != null) {
                made.repeat().mark(response);
            }
            return store.find(made.id()).orElseThrow();
        } finally {
            if (!kept) {
                Files.deleteIfExists(file.path());
            }
        }
    }

    /// Makes an import for real of the file that an operator's dry run has tried.
    ///
    /// @throws Problem 409 where the file is not kept any more, for it was applied, or a day has passed
    public Import apply(Import tried, Actor actor) throws IOException {
        String name = UUID.randomUUID() + StoredFile.ENDING;
        Path path = kept.take(tried.id(), name).orElseThrow(() -> Problem
                .conflict("the file of this dry run is not kept any more: it was applied, or a day has passed"));
        boolean made = false;
        try {
            StoredFile file = new StoredFile(path, Files.size(path), tried.sha256());
            Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            long id = store.insert(tried.kind(), tried.options().applied(), actor, file, now);
            made = true;
            return store.find(id).orElseThrow();
        } finally {
            if (!made) {
                kept.keep(tried.id(), path);
            }
        }
    }

    private record Made(long id, Claim.@Nullable Repeat repeat) {}

    private Made make(HttpServletRequest request, ImportRequest asked, StoredFile file, Actor actor) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return switch (idempotency.claim(request, HexFormat.of().parseHex(file.sha256()))) {
            case Claim.Repeat repeat -> new Made(Long.parseLong(repeat.reference()), repeat);
            case Claim.Fresh fresh -> {
                long id = store.insert(asked.kind(), asked.options(), actor, file, now);
                fresh.remember(Long.toString(id));
                yield new Made(id, null);
            }
        };
    }

    private StoredFile store(HttpServletRequest request) throws IOException {
        if (request.getContentLengthLong() > limit.toBytes()) {
            throw tooLarge();
        }
        try {
            return StoredFile.store(request.getInputStream(), jobs.directory(), limit);
        } catch (StoredFile.TooLongException e) {
            throw tooLarge();
        } catch (StoredFile.NotKeptException e) {
            LOG.error("An upload could not be kept in {}", jobs.directory(), e);
            throw e.isFull()
                    ? Problem.insufficientStorage("the file cannot be kept: the disk of the server is full", LATER)
                    : Problem.unavailable("the file cannot be kept: the disk of the server is broken", LATER);
        }
    }

    private Problem tooLarge() {
        return Problem.tooLarge("the file is over HEED_MAX_UPLOAD, " + limit.toBytes() + " bytes");
    }
}
