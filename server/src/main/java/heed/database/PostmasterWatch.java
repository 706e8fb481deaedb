package heed.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sees to it that the embedded PostgreSQL runs as long as Heed does.
///
/// ```
/// runs ──main process ends──▶ start it as it was: same programs, options, port ──ready──▶ runs
///                                ▲──wait, twice as long each time, at most 10 s──┘ did not start
/// ```
/// When one of its other processes dies, PostgreSQL recovers by itself and nothing is done here. One outage is three
/// lines of the log at most, however many attempts it takes: when it began, that it lasts, when it was over.
final class PostmasterWatch implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(PostmasterWatch.class);
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration FIRST_WAIT = Duration.ofMillis(200);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
    /// Who has lived this long has started well; the next end is a new outage.
    private static final Duration SOUND = Duration.ofSeconds(5);

    private final Path data;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("postgresql-watch").factory());
    private volatile boolean closing;
    private Launch launch = new Launch(Path.of(""), "");
    private Duration wait = FIRST_WAIT;
    private long startedNanos;
    private long endedNanos;
    private boolean toldWhy;

    PostmasterWatch(Path data) {
        this.data = data;
    }

    /// How it was started.
    ///
    /// @param program the file `postgres`
    /// @param options as they go through a shell
    private record Launch(Path program, String options) {

        /// PostgreSQL writes its own command line down; read while it runs, for a full disk empties the file.
        static Launch of(Path data) throws IOException {
            String line = Files.readString(data.resolve("postmaster.opts")).strip();
            int options = line.indexOf(" \"");
            return new Launch(Path.of(line.substring(0, options)), line.substring(options + 1));
        }

        /// Its own user namespace for root, as whom PostgreSQL does not run: so the library does it too.
        List<String> command(Path data) throws IOException {
            List<String> command = new ArrayList<>();
            if (Files.getOwner(data).getName().equals("root")) {
                command.addAll(List.of("unshare", "-U"));
            }
            command.addAll(List.of(program.resolveSibling("pg_ctl").toString(), "start", "-w", "-t", "3600", "-D",
                    data.toString(), "-o", options));
            return command;
        }
    }

    /// Watches from now on.
    void begin(Postmaster postmaster) {
        thread.execute(() -> {
            try {
                launch = Launch.of(data);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            watch(postmaster);
        });
    }

    /// Watches no more; a start under way is given up.
    @Override
    public void close() {
        closing = true;
        thread.shutdownNow();
        try {
            if (!thread.awaitTermination(LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS)) {
                log.warn("PostgreSQL is still being started while Heed ends");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void watch(Postmaster postmaster) {
        startedNanos = System.nanoTime();
        look(postmaster);
    }

    /// Looks again and again: the system tells of the end of a process only whoever started it.
    private void look(Postmaster postmaster) {
        if (postmaster.lives()) {
            later(() -> look(postmaster), LOOK);
        } else {
            ended();
        }
    }

    private void ended() {
        endedNanos = System.nanoTime();
        if (endedNanos - startedNanos > SOUND.toNanos()) {
            wait = FIRST_WAIT;
        }
        if (wait.equals(FIRST_WAIT)) {
            toldWhy = false;
            log.warn("PostgreSQL has ended; Heed starts it again. Until then requests are answered with 503.");
        }
        retryLater();
    }

    private void retryLater() {
        later(this::revive, wait);
        wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) < 0 ? wait.multipliedBy(2) : LONGEST_WAIT;
    }

    private void revive() {
        try {
            Postmaster.forgetDead(data);
            boolean ready = start();
            Postmaster.of(data).ifPresentOrElse(postmaster -> revived(postmaster, ready), this::refused);
        } catch (IOException | UncheckedIOException e) {
            log.debug("PostgreSQL could not be started", e);
            refused();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void revived(Postmaster postmaster, boolean ready) {
        if (ready) {
            log.info("PostgreSQL is back after {} ms", (System.nanoTime() - endedNanos) / 1_000_000);
        }
        watch(postmaster);
    }

    private void refused() {
        if (!toldWhy) {
            toldWhy = true;
            log.warn("PostgreSQL does not start; Heed goes on trying. See {}/log and {}", data, output());
        }
        retryLater();
    }

    private void later(Runnable step, Duration delay) {
        if (!closing) {
            var _ = thread.schedule(step, delay.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private Path output() {
        return data.resolveSibling("pg-start.log");
    }

    /// Waits until it takes connections, which a recovery may delay, or ends; true for the first.
    private boolean start() throws IOException, InterruptedException {
        Process starter = new ProcessBuilder(launch.command(data)).redirectErrorStream(true)
                .redirectOutput(output().toFile()).start();
        try {
            return starter.waitFor() == 0;
        } finally {
            starter.destroy();
        }
    }
}
