package heed.delivery.analysis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.zip.CRC32C;
import org.roaringbitmap.RoaringBitmap;

/// Reads what [SnapshotOut] wrote, front to back; first ask [#isWhole].
public final class SnapshotIn {
    private final FileChannel file;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 20).limit(0);

    public SnapshotIn(FileChannel file) {
        this.file = file;
    }

    /// Whether the file's checksum is right: nothing is missing, nothing changed. Goes back to where it was.
    public boolean isWhole() throws IOException {
        long end = file.size() - Integer.BYTES;
        CRC32C sum = new CRC32C();
        ByteBuffer chunk = ByteBuffer.allocateDirect(1 << 20);
        for (long at = 0; at < end; at += chunk.limit()) {
            chunk.clear().limit((int) Math.min(chunk.capacity(), end - at));
            readFully(chunk, at);
            sum.update(chunk);
        }
        ByteBuffer kept = ByteBuffer.allocate(Integer.BYTES);
        if (end < 0) {
            return false;
        }
        readFully(kept, end);
        return kept.getInt() == (int) sum.getValue();
    }

    public int nextInt() throws IOException {
        need(Integer.BYTES);
        return buffer.getInt();
    }

    public long nextLong() throws IOException {
        need(Long.BYTES);
        return buffer.getLong();
    }

    public String text() throws IOException {
        return new String(bytes(), UTF_8);
    }

    public RoaringBitmap bitmap() throws IOException {
        return PortableBitmap.read(bytes());
    }

    public int[] ints() throws IOException {
        int[] values = new int[nextInt()];
        for (int from = 0; from < values.length;) {
            need(Integer.BYTES);
            int count = Math.min(values.length - from, buffer.remaining() / Integer.BYTES);
            buffer.asIntBuffer().get(values, from, count);
            buffer.position(buffer.position() + count * Integer.BYTES);
            from += count;
        }
        return values;
    }

    public long[] longs() throws IOException {
        long[] values = new long[nextInt()];
        for (int from = 0; from < values.length;) {
            need(Long.BYTES);
            int count = Math.min(values.length - from, buffer.remaining() / Long.BYTES);
            buffer.asLongBuffer().get(values, from, count);
            buffer.position(buffer.position() + count * Long.BYTES);
            from += count;
        }
        return values;
    }

    private byte[] bytes() throws IOException {
        byte[] bytes = new byte[nextInt()];
        for (int from = 0; from < bytes.length;) {
            need(1);
            int count = Math.min(bytes.length - from, buffer.remaining());
            buffer.get(bytes, from, count);
            from += count;
        }
        return bytes;
    }

    private void need(int bytes) throws IOException {
        if (buffer.remaining() >= bytes) {
            return;
        }
        buffer.compact();
        while (buffer.position() < bytes) {
            if (file.read(buffer) < 0) {
                throw new EOFException("the snapshot file ends too early");
            }
        }
        buffer.flip();
    }

    private void readFully(ByteBuffer into, long at) throws IOException {
        long from = at;
        while (into.hasRemaining()) {
            int read = file.read(into, from);
            if (read < 0) {
                throw new EOFException("the snapshot file ends too early");
            }
            from += read;
        }
        into.flip();
    }
}
