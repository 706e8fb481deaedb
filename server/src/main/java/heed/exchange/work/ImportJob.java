package heed.exchange.work;

import heed.exchange.Import;
import heed.exchange.UnreadableFileException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.transaction.support.TransactionTemplate;

/// One import at work. While the database applies a chunk, the next one is read.
///
/// Every chunk is one transaction: its rows, their ledger entries, and the place where to resume. One that takes too
/// long, or that another transaction gets in the way of, is tried again in halves; a single row that the database
/// refuses three times is rejected. Nothing is rejected for a lock or a broken connection: the job stops, to go on later.
final class ImportJob<R extends RowKind.Parsed> {

    private static final int FIRST_ROWS = 4_000;
    private static final int FEWEST_ROWS = 250;
    private static final int MOST_ROWS = 20_000;
    private static final long SHORT_NANOS = 700_000_000;
    private static final long LONG_NANOS = 2_000_000_000;
    private static final int ATTEMPTS = 3;
    private static final Set<String> ABOUT_DATA = Set.of("22", "23", "54");

    private final Import work;
    private final RowKind<R> kind;
    private final ProgressStore progress;
    private final TransactionTemplate transaction;
    private final KeptErrors errors;
    private final SeenLines seen;
    private final Rehearsal<R> rehearsal;
    private List<String> header = List.of();
    private long doneLines;
    private long errorBytes;
    private int rows = FIRST_ROWS;

    ImportJob(Import work, RowKind<R> kind, ProgressStore progress, DryRowStore dryRows,
            TransactionTemplate transaction, Path errors) {
        this.work = work;
        this.kind = kind;
        this.progress = progress;
        this.transaction = transaction;
        this.errors = new KeptErrors(errors);
        this.seen = progress.seen(work);
        this.rehearsal = new Rehearsal<>(work, kind, dryRows);
        this.doneLines = work.doneLines();
        this.errorBytes = work.errorBytes();
    }

    /// Works the file off.
    ///
    /// @param stop asked between chunks
    /// @return false when it was stopped before the end
    /// @param most how many bytes the file may unpack to
    boolean run(Path file, long most, Executor readers, BooleanSupplier stop) throws IOException {
        try (ChunkReader<R> reader = new ChunkReader<>(file, work, kind, most)) {
            header = reader.header();
            CompletableFuture<Chunk<R>> ahead = read(reader, readers);
            while (true) {
                Chunk<R> chunk = join(ahead);
                if (chunk.size() == 0) {
                    return true;
                }
                ahead = read(reader, readers);
                if (stop.getAsBoolean() || !apply(chunk)) {
                    ahead.handle((_, _) -> true).join();
                    return false;
                }
            }
        }
    }

    private CompletableFuture<Chunk<R>> read(ChunkReader<R> reader, Executor readers) {
        int count = rows;
        return CompletableFuture.supplyAsync(() -> {
            try {
                return reader.next(count);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }, readers);
    }

    private static <T> T join(CompletableFuture<T> ahead) throws IOException {
        try {
            return ahead.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof UncheckedIOException io) {
                throw io.getCause();
            }
            throw e;
        }
    }

    private boolean apply(Chunk<R> chunk) throws IOException {
        long from = System.nanoTime();
        boolean more = apply(chunk, 1);
        long took = System.nanoTime() - from;
        if (took > LONG_NANOS) {
            rows = Math.max(FEWEST_ROWS, rows / 2);
        } else if (took < SHORT_NANOS) {
            rows = Math.min(MOST_ROWS, rows * 2);
        }
        return more;
    }

    private boolean apply(Chunk<R> chunk, int attempt) throws IOException {
        try {
            return work.options().dryRun() ? rehearse(chunk) : commit(chunk);
        } catch (DataAccessException refused) {
            if (chunk.isDivisible()) {
                return apply(chunk.half(true), 1) && apply(chunk.half(false), 1);
            }
            if (attempt < ATTEMPTS) {
                return apply(chunk, attempt + 1);
            }
            if (work.options().dryRun() && refused instanceof QueryTimeoutException) {
                throw tooLong(chunk, refused);
            }
            if (!isAboutData(refused)) {
                throw refused;
            }
            return apply(refused(chunk, refused), 1);
        }
    }

    /// Is it the values that PostgreSQL does not take: data exception (22), integrity (23), a limit such as the length of
    /// an index entry (54)? Anything else says nothing about the row: a lock, a broken connection, a database that only
    /// reads, a damaged page.
    private static boolean isAboutData(DataAccessException refused) {
        return refused.getMostSpecificCause() instanceof SQLException sql && sql.getSQLState() != null
                && ABOUT_DATA.contains(sql.getSQLState().substring(0, 2));
    }

    /// A dry run begins anew when it is interrupted, and would come to this row again and again.
    private static UnreadableFileException tooLong(Chunk<?> chunk, DataAccessException refused) {
        return new UnreadableFileException("line " + chunk.lastLine() + ": a dry run tries a row for at most "
                + ProgressStore.LONGEST.toSeconds() + " seconds, and this one takes longer: many rows are about the"
                + " same person or address, or the database is busy", refused);
    }

    /// A chunk of bad rows only cannot be refused for its data, so this ends.
    private Chunk<R> refused(Chunk<R> chunk, DataAccessException why) {
        if (chunk.rows().isEmpty()) {
            throw why;
        }
        Tally tally = new Tally();
        chunk.bad().forEach(tally::reject);
        tally.reject(chunk.rows().getFirst().row(), "the database cannot store it");
        return new Chunk<>(List.of(), tally.rejectedRows(), chunk.lastLine(), chunk.part());
    }

    private boolean commit(Chunk<R> chunk) {
        Tally tally = new Tally();
        chunk.bad().forEach(tally::reject);
        Long length = transaction.execute(_ -> {
            if (!progress.take(work, doneLines)) {
                return null;
            }
            kind.apply(work, chunk.rows(), seen, tally);
            return advance(chunk, tally);
        });
        return done(chunk, tally, length);
    }

    /// The same without keeping anything but the counts, and the rows for later batches.
    private boolean rehearse(Chunk<R> chunk) throws IOException {
        Tally tally = new Tally();
        chunk.bad().forEach(tally::reject);
        Optional<Rehearsal.Tried> tried = Objects.requireNonNull(transaction.execute(status -> {
            status.setRollbackOnly();
            return progress.take(work, doneLines)
                    ? Optional.of(rehearsal.tryOut(chunk.rows(), header, seen, tally))
                    : Optional.empty();
        }));
        if (tried.isEmpty()) {
            return false;
        }
        if (!tried.get().isDone()) {
            if (chunk.isDivisible()) {
                return apply(chunk.half(true), 1) && apply(chunk.half(false), 1);
            }
            throw new UnreadableFileException("line " + chunk.lastLine() + ": a dry run takes at most "
                    + Rehearsal.MOST_EARLIER + " rows about the same person or address");
        }
        Long length = transaction.execute(_ -> {
            if (!progress.take(work, doneLines)) {
                return null;
            }
            rehearsal.remember(chunk.rows(), tried.get().subjects());
            return advance(chunk, tally);
        });
        return done(chunk, tally, length);
    }

    private long advance(Chunk<R> chunk, Tally tally) {
        try {
            long length = errors.append(tally.rejectedRows(), errorBytes);
            progress.advance(work, chunk, tally, length);
            return length;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean done(Chunk<R> chunk, Tally tally, @Nullable Long length) {
        if (length == null) {
            return false;
        }
        seen.put(tally.memberIds(), tally.memberLines());
        doneLines = chunk.lastLine();
        errorBytes = length;
        return true;
    }
}
