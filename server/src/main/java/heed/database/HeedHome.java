package heed.database;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// The directory in which this Heed keeps its data, locked for as long as it runs.
///
/// One process at a time holds it: opening it a second time fails with [DatabaseRefused]. The kernel gives the lock
/// back when the process dies, however it dies. Directories made here are 0700, secrets 0600.
public final class HeedHome implements AutoCloseable {

    private static final String LOCK = "instance.lock";
    private static final FileAttribute<Set<PosixFilePermission>> PRIVATE_DIRECTORY = PosixFilePermissions
            .asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<Set<PosixFilePermission>> PRIVATE_FILE = PosixFilePermissions
            .asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Path path;
    private final FileChannel lock;

    private HeedHome(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /// Makes the directory when missing, and locks it.
    ///
    /// @throws DatabaseRefused when another Heed holds it, or it cannot be written
    static HeedHome open(Path home) {
        try {
            Files.createDirectories(home.toAbsolutePath(), PRIVATE_DIRECTORY);
            Path path = home.toRealPath();
            tighten(path);
            return new HeedHome(path, lock(path));
        } catch (IOException e) {
            throw new DatabaseRefused("HEED_HOME " + home.toAbsolutePath() + " cannot be used: " + e, e);
        }
    }

    /// The directory itself, absolute.
    public Path path() {
        return path;
    }

    /// A directory of this name in it, private to this user, made when missing.
    public Path directory(String name) {
        try {
            return Files.createDirectories(path.resolve(name), PRIVATE_DIRECTORY);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The file of this name, which holds one secret; when missing it is made, readable by this user only.
    ///
    /// @param first gives the secret to begin with
    public Path secret(String name, Supplier<String> first) {
        Path file = path.resolve(name);
        try {
            if (Files.notExists(file) || Files.size(file) == 0) {
                Path fresh = path.resolve(name + ".new");
                Files.deleteIfExists(fresh);
                try (FileChannel out = FileChannel.open(fresh, Set.of(CREATE_NEW, WRITE), PRIVATE_FILE)) {
                    out.write(ByteBuffer.wrap(first.get().getBytes(UTF_8)));
                    out.force(true);
                }
                Files.move(fresh, file);
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A fresh secret of 256 random bits, in characters safe for URLs, headers and files.
    public static String randomSecret() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /// Gives the directory back.
    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Only a directory that is empty or ours already: HEED_HOME=/tmp must not lock everybody else out.
    private static void tighten(Path path) throws IOException {
        boolean ours;
        try (var entries = Files.list(path)) {
            ours = Files.exists(path.resolve(LOCK)) || entries.findAny().isEmpty();
        }
        if (ours) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
        }
    }

    private static FileChannel lock(Path path) throws IOException {
        Path file = path.resolve(LOCK);
        FileChannel channel = FileChannel.open(file, Set.of(CREATE, READ, WRITE), PRIVATE_FILE);
        if (!tryLock(channel) && !lockSoon(channel)) {
            String holder = Files.readString(file).strip();
            channel.close();
            throw new DatabaseRefused("another Heed uses HEED_HOME " + path + " (process " + holder
                    + "). Stop it first, or give this one another HEED_HOME.");
        }
        channel.truncate(0);
        channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(UTF_8)));
        return channel;
    }

    /// Waits a little: a process that was killed holds its lock until the system has taken it down.
    private static boolean lockSoon(FileChannel channel) {
        CompletableFuture<Boolean> locked = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("heed-home-lock").start(() -> {
            try {
                locked.complete(channel.lock() != null);
            } catch (IOException | OverlappingFileLockException e) {
                locked.complete(false);
            }
        });
        // Whoever refuses closes the channel, which ends the thread that still waits.
        return locked.completeOnTimeout(false, PATIENCE.toMillis(), TimeUnit.MILLISECONDS).join();
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }
}
