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
import java.util.UUID;
import org.springframework.util.unit.DataSize;

/// An uploaded file, safe on disk: it and its directory are fsynced.
///
/// @param path where it lies
/// @param bytes its length
/// @param sha256 of its bytes as they came, hexadecimal
record StoredFile(Path path, long bytes, String sha256) {

    private static final int BUFFER = 1 << 16;

    /// More than the limit came in.
    static final class TooLongException extends IOException {

        private static final long serialVersionUID = 1L;
    }

    /// Stores a stream under a name of its own; leaves nothing behind when that fails.
    static StoredFile store(InputStream in, Path directory, DataSize limit) throws IOException {
        Path path = directory.resolve(UUID.randomUUID() + ".rows");
        try {
            StoredFile stored = copy(in, path, limit.toBytes());
            try (FileChannel entries = FileChannel.open(directory, StandardOpenOption.READ)) {
                entries.force(true);
            }
            return stored;
        } catch (IOException e) {
            Files.deleteIfExists(path);
            throw e;
        }
    }

    private static StoredFile copy(InputStream in, Path path, long limit) throws IOException {
        MessageDigest digest = sha256Digest();
        byte[] buffer = new byte[BUFFER];
        long bytes = 0;
        try (FileChannel out = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                bytes += count;
                if (bytes > limit) {
                    throw new TooLongException();
                }
                digest.update(buffer, 0, count);
                ByteBuffer chunk = ByteBuffer.wrap(buffer, 0, count);
                while (chunk.hasRemaining()) {
                    out.write(chunk);
                }
            }
            out.force(true);
        }
        return new StoredFile(path, bytes, HexFormat.of().formatHex(digest.digest()));
    }

    private static MessageDigest sha256Digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
