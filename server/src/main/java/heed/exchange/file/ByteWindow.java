package heed.exchange.file;

import heed.exchange.RowFormat;
import heed.exchange.UnreadableFileException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/// The part of a stream that the row being read stands in. Places are counted from the start of that row. Holds at
/// most one row of the longest kind; what is longer is skipped without being kept.
public final class ByteWindow implements AutoCloseable {

    private static final int FIRST_SIZE = 1 << 16;

    private final InputStream in;
    private final int maxRow;
    private byte[] bytes = new byte[FIRST_SIZE];
    private int start;
    private int end;
    private boolean drained;
    private boolean tooLong;

    /// @param maxRow the longest row, in bytes
    public ByteWindow(InputStream in, int maxRow) {
        this.in = in;
        this.maxRow = maxRow;
    }

    /// Drops a UTF-8 BOM; refuses UTF-16, which has a BOM or a NUL among its first bytes.
    public void skipByteOrderMark() throws IOException {
        int first = at(0);
        int second = at(1);
        if (first == 0xEF && second == 0xBB && at(2) == 0xBF) {
            start += 3;
        } else if (first + second == 0xFE + 0xFF || first == 0 || second == 0) {
            throw new UnreadableFileException("line 1: the file is UTF-16; save it as UTF-8");
        }
    }

    /// The format that the first visible character tells.
    public RowFormat format() throws IOException {
        int place = 0;
        while (at(place) == ' ' || at(place) == '\n' || at(place) == '\r' || at(place) == '\t') {
            place++;
        }
        return at(place) == '{' ? RowFormat.NDJSON : RowFormat.CSV;
    }

    /// The byte at a place, 0 to 255; -1 where the file ends, or the row is too long.
    int at(int place) throws IOException {
        while (start + place >= end) {
            if (!more()) {
                return -1;
            }
        }
        return bytes[start + place] & 0xFF;
    }

    /// The first place from `place` on that holds a line end or, where wanted, a comma; else the end of what there is.
    int cellEnd(int place, boolean comma) throws IOException {
        int at = place;
        do {
            byte[] now = bytes;
            for (int i = start + at; i < end; i++) {
                byte b = now[i];
                if (b <= ',' && (b == '\n' || b == '\r' || (comma && b == ','))) {
                    return i - start;
                }
            }
            at = end - start;
        } while (more());
        return at;
    }

    /// The first place from `place` on that holds a quote, else -1.
    int quote(int place) throws IOException {
        int at = place;
        do {
            for (int i = start + at; i < end; i++) {
                if (bytes[i] == '"') {
                    return i - start;
                }
            }
            at = end - start;
        } while (more());
        return -1;
    }

    /// The line ends between two places; CR LF counts once.
    int lineEnds(int from, int to) {
        int count = 0;
        for (int i = start + from; i < start + to; i++) {
            if (bytes[i] == '\n' || (bytes[i] == '\r' && (i + 1 == end || bytes[i + 1] != '\n'))) {
                count++;
            }
        }
        return count;
    }

    /// The row's bytes up to a place.
    byte[] copy(int to) {
        return Arrays.copyOfRange(bytes, start, start + to);
    }

    /// Did the row reach the limit?
    boolean isTooLong() {
        return tooLong;
    }

    /// Goes on behind a place and the line end that stands there, if one does.
    void advance(int to) throws IOException {
        start += to;
        tooLong = false;
        if (at(0) == '\r') {
            // Looking ahead may move the window, so it comes before the step.
            int ends = at(1) == '\n' ? 2 : 1;
            start += ends;
        } else if (at(0) == '\n') {
            start++;
        }
    }

    /// Goes on behind the next line end, however far it is.
    void skipLine() throws IOException {
        while (true) {
            tooLong = false;
            int to = cellEnd(0, false);
            if (!tooLong) {
                advance(to);
                return;
            }
            start = end;
        }
    }

    private boolean more() throws IOException {
        if (drained) {
            return false;
        }
        if (end - start >= maxRow) {
            tooLong = true;
            return false;
        }
        makeRoom();
        int count = in.read(bytes, end, bytes.length - end);
        drained = count < 0;
        end += Math.max(count, 0);
        return !drained;
    }

    private void makeRoom() {
        if (end < bytes.length) {
            return;
        }
        byte[] to = start > bytes.length / 2 ? bytes : new byte[Math.min(bytes.length * 2, maxRow * 2)];
        System.arraycopy(bytes, start, to, 0, end - start);
        bytes = to;
        end -= start;
        start = 0;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
