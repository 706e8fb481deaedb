package heed.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The running main process of the embedded PostgreSQL, found by the `postmaster.pid` of its data directory.
record Postmaster(ProcessHandle process, int port) {

    private static final String PID_FILE = "postmaster.pid";
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /// The living one of this data directory, if any.
    ///
    /// The first line of the file is the process id, the fourth the port. An id that now belongs to another program
    /// (after a restart of the machine or container) counts as dead.
    static Optional<Postmaster> of(Path data) {
        Path file = data.resolve(PID_FILE);
        if (Files.notExists(file)) {
            return Optional.empty();
        }
        try {
            List<String> lines = Files.readAllLines(file);
            if (lines.size() < 4) {
                return Optional.empty();
            }
            int port = Integer.parseInt(lines.get(3).strip());
            return ProcessHandle.of(Long.parseLong(lines.getFirst().strip())).filter(p -> serves(p, data))
                    .map(p -> new Postmaster(p, port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /// Clears away what a dead one left: its processes that still work on the files are ended, its `postmaster.pid` is
    /// removed. PostgreSQL would remove the file itself, unless another program of this user has the process id by now.
    /// Only for whoever holds the lock on HEED_HOME.
    static void forgetDead(Path data) {
        if (of(data).isPresent()) {
            return;
        }
        orphans(data).forEach(Postmaster::end);
        try {
            Files.deleteIfExists(data.resolve(PID_FILE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Stops it the fast way: running transactions are rolled back, everything committed is on disk. Waits for its end.
    ///
    /// @throws DatabaseRefused when it does not end in time
    void stop() {
        try {
            // Not ProcessHandle.destroy: its TERM is PostgreSQL's slow way, which waits for every connection.
            new ProcessBuilder("/bin/sh", "-c", "kill -INT " + process.pid()).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!endsWithin(Duration.ofMinutes(2))) {
            throw new DatabaseRefused("PostgreSQL (process " + process.pid() + ") does not stop.");
        }
    }

    /// Does it run? One that has ended is no more, also while whoever should take note of its end does not.
    boolean lives() {
        return process.isAlive() && isProgram(process);
    }

    /// Waits for its end; false when it still runs after that time.
    boolean endsWithin(Duration time) {
        return endsWithin(process, time);
    }

    private static boolean endsWithin(ProcessHandle process, Duration time) {
        try {
            process.onExit().get(time.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !process.isAlive();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Processes of PostgreSQL whose main process has died; each works in the data directory until it notices.
    private static List<ProcessHandle> orphans(Path data) {
        return ProcessHandle.allProcesses().filter(process -> isProgram(process) && worksIn(process, data)).toList();
    }

    /// Where the system does not say where a process works (`/proc` is Linux only), nobody is ended.
    private static boolean worksIn(ProcessHandle process, Path data) {
        try {
            return Files.readSymbolicLink(Path.of("/proc", Long.toString(process.pid()), "cwd")).equals(data);
        } catch (IOException e) {
            return false;
        }
    }

    /// What it had committed is on disk; what it had not, nobody waits for any more.
    private static void end(ProcessHandle orphan) {
        orphan.destroy();
        if (!endsWithin(orphan, PATIENCE)) {
            orphan.destroyForcibly();
            endsWithin(orphan, PATIENCE);
        }
    }

    private static boolean isProgram(ProcessHandle process) {
        return process.info().command().filter(c -> c.endsWith("postgres")).isPresent();
    }

    private static boolean serves(ProcessHandle process, Path data) {
        return process.isAlive() && isProgram(process)
                && process.info().commandLine().map(l -> l.contains(data.toString())).orElse(true);
    }
}
