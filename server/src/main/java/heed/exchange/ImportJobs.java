package heed.exchange;

import heed.database.HeedHome;
import heed.exchange.kept.KeptFiles;
import heed.exchange.work.ImportRunner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/// The imports at work: two at a time, the others wait. Stopped between batches when the server stops, and gone on
/// with when it starts.
///
/// On platform threads: cutting rows is work for a processor, and must not hold the threads that answer requests.
@Component
public class ImportJobs implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(ImportJobs.class);
    private static final int AT_ONCE = 2;
    private static final long STOP_SECONDS = 10;

    private final ImportStore store;
    private final ImportRunner runner;
    private final KeptFiles kept;
    private final Path directory;
    private final Clock clock;
    private final ExecutorService workers = Executors
            .newFixedThreadPool(AT_ONCE, Thread.ofPlatform().name("import-", 1).daemon().factory());
    private final ExecutorService readers = Executors
            .newFixedThreadPool(AT_ONCE, Thread.ofPlatform().name("import-reader-", 1).daemon().factory());
    private final Set<Long> submitted = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;

    ImportJobs(ImportStore store, ImportRunner runner, KeptFiles kept, HeedHome home, Clock clock) {
        this.store = store;
        this.runner = runner;
        this.kept = kept;
        this.directory = home.directory("imports");
        this.clock = clock;
    }

    /// Where files and error files lie.
    Path directory() {
        return directory;
    }

    /// The error file of an import; there may be none.
    public Path errors(long id) {
        return directory.resolve(id + ".errors.csv");
    }

    /// Begins with an import, or goes on with it.
    public void start(long id) {
        if (submitted.add(id)) {
            workers.execute(() -> run(id));
        }
    }

    /// Goes on with what was interrupted, by a stop of this server or of the database.
    ///
    /// Where several servers share a database, each has the files that came to it, and goes on with those alone.
    @EventListener(ApplicationReadyEvent.class)
    @Scheduled(fixedDelay = 5_000, initialDelay = 5_000)
    void resume() {
        if (!stopping) {
            store.running().stream().filter(running -> Files.exists(directory.resolve(running.file())))
                    .forEach(running -> start(running.id()));
        }
    }

    /// Stops between batches and waits for it; nothing is lost.
    void pause() {
        stopping = true;
    }

    /// Is an import at work?
    boolean isBusy() {
        return !submitted.isEmpty();
    }

    /// Takes a pause back.
    void unpause() {
        stopping = false;
        resume();
    }

    @Override
    public void destroy() throws InterruptedException {
        pause();
        workers.shutdown();
        if (!workers.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
            workers.shutdownNow();
        }
        readers.shutdownNow();
    }

    private void run(long id) {
        try {
            store.find(id).filter(work -> work.state() == Import.State.RUNNING).ifPresent(this::run);
        } catch (DataAccessException | TransactionException | UncheckedIOException e) {
            LOG.error("Import {} was interrupted; it goes on in a moment, or when the server starts again", id, e);
        } finally {
            submitted.remove(id);
        }
    }

    private void run(Import work) {
        if (stopping) {
            return;
        }
        Path file = directory.resolve(work.file());
        try {
            Import begun = begin(work);
            if (runner.run(begun, file, errors(work.id()), readers, () -> stopping)) {
                runner.sumUp(work);
                store.finish(work.id(), Import.State.DONE, null, clock.instant());
                putAway(work, file);
            }
        } catch (UnreadableFileException e) {
            fail(work, file, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void putAway(Import work, Path file) throws IOException {
        if (work.keepsFile()) {
            kept.keep(work.id(), file);
        } else {
            Files.deleteIfExists(file);
        }
    }

    /// What a dry run keeps may be lost in a crash, so an interrupted one begins anew.
    private Import begin(Import work) {
        if (!work.options().dryRun() || work.doneLines() == 0) {
            return work;
        }
        store.begin(work.id());
        return store.find(work.id()).orElseThrow();
    }

    private void fail(Import work, Path file, String error) {
        LOG.warn("Import {} failed: {}", work.id(), error);
        runner.sumUp(work);
        store.finish(work.id(), Import.State.FAILED, error, clock.instant());
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
