package heed.exchange;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.UUID;
import org.springframework.util.unit.DataSize;

/// An uploaded file, safe on disk: it and its directory are fsynced.
///
/// @param path where it lies
/// @param bytes its length
/// @param sha256 of its bytes as they came, hexadecimal
record StoredFile(Path path, long bytes, String sha256) {

    static final String ENDING = ".rows";
    private static final int BUFFER = 1 << 16;

    /// More than the limit came in.
    static final class TooLongException extends IOException {

        private static final long serialVersionUID = 1L;
    }

    /// The disk does not take it.
    static final class NotKeptException extends IOException {

        private static final long serialVersionUID = 1L;

        private final boolean full;

        /// @param path where it failed, while everything still lies there
        NotKeptException(IOException cause, Path path) {
            super(cause.getMessage(), cause);
            this.full = isFull(path);
        }

        /// Is there no room, or is the disk broken?
        boolean isFull() {
            return full;
        }

        private static boolean isFull(Path path) {
            try {
                return Files.getFileStore(path).getUsableSpace() < BUFFER;
            } catch (IOException unknown) {
                return false;
            }
        }
    }

    /// Stores a stream under a name of its own; leaves nothing behind when that fails.
    ///
    /// @throws TooLongException for more than the limit
    /// @throws NotKeptException when the disk is full or broken, and says which
    /// @throws IOException when the stream breaks off
    static StoredFile store(InputStream in, Path directory, DataSize limit) throws IOException {
        Path path = directory.resolve(UUID.randomUUID() + ENDING);
        boolean kept = false;
        try {
            StoredFile stored = copy(in, path, limit.toBytes());
            force(directory);
            kept = true;
            return stored;
        } finally {
            if (!kept) {
                Files.deleteIfExists(path);
            }
        }
    }

    private static StoredFile copy(InputStream in, Path path, long limit) throws IOException {
        MessageDigest digest = sha256Digest();
        byte[] buffer = new byte[BUFFER];
        long bytes = 0;
        try (FileChannel out = create(path)) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                bytes += count;
                if (bytes > limit) {
                    throw new TooLongException();
                }
                digest.update(buffer, 0, count);
                write(out, ByteBuffer.wrap(buffer, 0, count), path);
            }
            force(out, path);
        }
        return new StoredFile(path, bytes, HexFormat.of().formatHex(digest.digest()));
    }

    private static FileChannel create(Path path) throws NotKeptException {
        try {
            return FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new NotKeptException(e, directoryOf(path));
        }
    }

    private static Path directoryOf(Path path) {
        return Objects.requireNonNull(path.getParent());
    }

    private static void write(FileChannel out, ByteBuffer bytes, Path path) throws NotKeptException {
        try {
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
        } catch (IOException e) {
            throw new NotKeptException(e, path);
        }
    }

    private static void force(Path directory) throws NotKeptException {
        try (FileChannel entries = FileChannel.open(directory, StandardOpenOption.READ)) {
            force(entries, directory);
        } catch (IOException e) {
            throw new NotKeptException(e, directory);
        }
    }

    private static void force(FileChannel channel, Path path) throws NotKeptException {
        try {
            channel.force(true);
        } catch (IOException e) {
            throw new NotKeptException(e, path);
        }
    }

    private static MessageDigest sha256Digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
