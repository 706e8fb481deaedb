package heed.exchange.undo;

import heed.exchange.Import;
import heed.exchange.ImportKind;
import heed.ledger.Actor;
import heed.web.Problem;
import jakarta.annotation.PreDestroy;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Undoes imports behind the console's pages, one after the other, and tells how far each is.
///
/// A server that ends stops between two steps; asked again, here or on another server, the undo goes on.
@Component
public class UndoJobs {
    private static final Logger LOG = LoggerFactory.getLogger(UndoJobs.class);

    /// How long a click waits: most undos are done by then, and the page says so at once.
    private static final long BLINK_MILLIS = 500;

    private final ImportUndo undo;
    private final UndoCounts counts;
    private final ExecutorService worker = Executors
            .newSingleThreadExecutor(Thread.ofPlatform().name("undo").factory());
    private final Map<Long, Run> running = new ConcurrentHashMap<>();
    private final Set<Long> interrupted = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;

    UndoJobs(ImportUndo undo, UndoCounts counts) {
        this.undo = undo;
        this.counts = counts;
    }

    /// @param whole about how much there is to take back
    private record Run(CompletableFuture<Undone> end, AtomicLong done, long whole) {}

    /// Begins the undo; where it runs already, that goes on. Returns soon: empty when it is not done yet.
    ///
    /// @throws Problem 409 for one that still runs, kept nothing, or was undone
    public Optional<Undone> start(Import what, Actor actor, String reason) {
        undo.check(what);
        interrupted.remove(what.id());
        Run run = running.computeIfAbsent(what.id(), _ -> begin(what, actor, reason));
        try {
            return run.end().thenApply(Optional::of)
                    .completeOnTimeout(Optional.empty(), BLINK_MILLIS, TimeUnit.MILLISECONDS).join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof Problem refused) {
                throw refused;
            }
            return Optional.empty();
        }
    }

    /// How far it is, 0 to 1; empty when it does not run here.
    public OptionalDouble progress(long importId) {
        Run run = running.get(importId);
        return run == null
                ? OptionalDouble.empty()
                : OptionalDouble.of(Math.min(1, run.done().get() / (double) run.whole()));
    }

    /// Did it end here before it was done?
    public boolean isInterrupted(long importId) {
        return interrupted.contains(importId);
    }

    /// What it came to, once it is done.
    public Optional<Undone> result(long importId) {
        return counts.recorded(importId);
    }

    private Run begin(Import what, Actor actor, String reason) {
        AtomicLong done = new AtomicLong();
        UndoAsk ask = new UndoAsk(what, actor, reason, step -> count(done, step));
        CompletableFuture<Undone> end = CompletableFuture.supplyAsync(() -> run(ask), worker)
                .whenComplete((_, failure) -> {
                    if (failure != null && !(failure.getCause() instanceof Problem)) {
                        LOG.error("The undo of import {} was interrupted; asked again it goes on", what.id(), failure);
                    }
                });
        return new Run(end, done, whole(what));
    }

    private Undone run(UndoAsk ask) {
        long id = ask.what().id();
        boolean settled = false;
        try {
            Undone all = undo.undo(ask);
            settled = true;
            return all;
        } catch (Problem refused) {
            settled = true;
            throw refused;
        } finally {
            if (!settled) {
                interrupted.add(id);
            }
            running.remove(id);
        }
    }

    private void count(AtomicLong done, long step) {
        done.addAndGet(step);
        if (stopping) {
            throw new CancellationException("the server ends");
        }
    }

    private static long whole(Import what) {
        long profiles = what.kind() == ImportKind.PROFILES ? 0 : what.counts().created();
        return Math.max(1, what.counts().applied() + profiles);
    }

    @PreDestroy
    void finish() {
        stopping = true;
        worker.close();
    }
}
