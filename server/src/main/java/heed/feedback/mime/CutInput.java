package heed.feedback.mime;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// Lets through what is looked at of a message: lines are cut, and after so many bytes it seems to end. What is read is
/// counted to the end all the same, so that a message that is too big is known as such.
final class CutInput extends FilterInputStream {

    /// A report and what it says stands in front of the message that it returns.
    private static final int LOOKED_AT = 4_000_000;

    private final MailLimits limits;

    private final byte[] buffer = new byte[16_384];

    private final byte[] one = new byte[1];

    private int position;

    private int end;

    private long count;

    private int column;

    CutInput(InputStream source, MailLimits limits) {
        super(source);
        this.limits = limits;
    }

    /// Reads the rest, of which nothing is kept.
    ///
    /// @return was all of it within the limit?
    boolean drain() throws IOException {
        position = end;
        while (count <= limits.bytes() && fill()) {
            position = end;
        }
        return count <= limits.bytes();
    }

    @Override
    public int read() throws IOException {
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int copied = 0;
        while (copied == 0) {
            if (position == end && (count > LOOKED_AT || !fill())) {
                return -1;
            }
            copied = copy(target, offset, length);
        }
        return copied;
    }

    private int copy(byte[] target, int offset, int length) {
        int copied = 0;
        while (copied < length && position < end) {
            byte b = buffer[position++];
            if (b == '\n') {
                column = 0;
            } else {
                column++;
            }
            if (column <= limits.line()) {
                target[offset + copied++] = b;
            }
        }
        return copied;
    }

    private boolean fill() throws IOException {
        int read = in.read(buffer, 0, buffer.length);
        position = 0;
        end = Math.max(read, 0);
        count += end;
        return read >= 0;
    }

    @Override
    public int available() {
        return end - position;
    }

    @Override
    public long skip(long n) throws IOException {
        long skipped = 0;
        while (skipped < n && read() >= 0) {
            skipped++;
        }
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    @Override
    public void close() {
        // The message belongs to the caller.
    }
}
