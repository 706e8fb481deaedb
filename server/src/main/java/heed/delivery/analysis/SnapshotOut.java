package heed.delivery.analysis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.zip.CRC32C;
import org.roaringbitmap.RoaringBitmap;

/// Writes a snapshot file from front to back, and the checksum of it all at its end. Numbers are big-endian.
public final class SnapshotOut {
    private final FileChannel file;
    private final CRC32C sum = new CRC32C();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 20);

    public SnapshotOut(FileChannel file) {
        this.file = file;
    }

    public void putInt(int value) throws IOException {
        room(Integer.BYTES);
        buffer.putInt(value);
    }

    public void putLong(long value) throws IOException {
        room(Long.BYTES);
        buffer.putLong(value);
    }

    public void putText(String value) throws IOException {
        putBytes(value.getBytes(UTF_8));
    }

    public void putBitmap(RoaringBitmap bitmap) throws IOException {
        putBytes(PortableBitmap.bytes(bitmap));
    }

    /// With their number before them.
    public void putInts(int[] values) throws IOException {
        putInt(values.length);
        for (int from = 0; from < values.length;) {
            room(Integer.BYTES);
            int count = Math.min(values.length - from, buffer.remaining() / Integer.BYTES);
            buffer.asIntBuffer().put(values, from, count);
            buffer.position(buffer.position() + count * Integer.BYTES);
            from += count;
        }
    }

    /// With their number before them.
    public void putLongs(long[] values) throws IOException {
        putInt(values.length);
        for (int from = 0; from < values.length;) {
            room(Long.BYTES);
            int count = Math.min(values.length - from, buffer.remaining() / Long.BYTES);
            buffer.asLongBuffer().put(values, from, count);
            buffer.position(buffer.position() + count * Long.BYTES);
            from += count;
        }
    }

    /// Ends the file and brings it to the disk.
    public void finish() throws IOException {
        flush();
        buffer.putInt((int) sum.getValue());
        flush();
        file.force(true);
    }

    private void putBytes(byte[] bytes) throws IOException {
        putInt(bytes.length);
        for (int from = 0; from < bytes.length;) {
            room(1);
            int count = Math.min(bytes.length - from, buffer.remaining());
            buffer.put(bytes, from, count);
            from += count;
        }
    }

    private void room(int bytes) throws IOException {
        if (buffer.remaining() < bytes) {
            flush();
        }
    }

    private void flush() throws IOException {
        buffer.flip();
        sum.update(buffer.duplicate());
        while (buffer.hasRemaining()) {
            file.write(buffer);
        }
        buffer.clear();
    }
}
