package heed.cli.prepare.table;

import java.io.IOException;
import java.io.OutputStream;

/// A CSV file on its way out: bytes gathered in one buffer, without a lock or a text for each cell. Not for several
/// threads.
public final class CsvOut implements AutoCloseable {

    private static final int SIZE = 1 << 20;

    private final OutputStream to;

    private final byte[] buffer = new byte[SIZE];

    private int used;

    /// Begins a file; closes the stream at the end.
    public CsvOut(OutputStream to) {
        this.to = to;
    }

    public void write(byte b) throws IOException {
        if (used == SIZE) {
            flush();
        }
        buffer[used++] = b;
    }

    public void write(byte[] bytes) throws IOException {
        write(bytes, 0, bytes.length);
    }

    private void write(byte[] bytes, int from, int to) throws IOException {
        int done = from;
        while (to - done > SIZE - used) {
            int part = SIZE - used;
            System.arraycopy(bytes, done, buffer, used, part);
            used = SIZE;
            done += part;
            flush();
        }
        System.arraycopy(bytes, done, buffer, used, to - done);
        used += to - done;
    }

    /// A cell, quoted only where it has to be (RFC 4180).
    public void cell(byte[] bytes, int from, int to) throws IOException {
        if (!needsQuotes(bytes, from, to)) {
            write(bytes, from, to);
            return;
        }
        write((byte) '"');
        for (int i = from; i < to; i++) {
            if (bytes[i] == '"') {
                write((byte) '"');
            }
            write(bytes[i]);
        }
        write((byte) '"');
    }

    private static boolean needsQuotes(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            byte b = bytes[i];
            if (b == ',' || b == '"' || b == '\n' || b == '\r') {
                return true;
            }
        }
        return false;
    }

    private void flush() throws IOException {
        to.write(buffer, 0, used);
        used = 0;
    }

    /// Hands over what is left, and closes the stream also where that fails.
    @Override
    public void close() throws IOException {
        try (to) {
            flush();
        }
    }
}
