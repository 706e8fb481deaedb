package heed.cli.prepare;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Texts one after another in pages of a MiB, each with its length before it: about 4 bytes a text besides the text.
///
/// A place is the offset in units of four bytes, so an `int` reaches 16 GiB. Texts are at most 64 KiB of UTF-8.
/// Nothing is ever taken out. Not for several threads.
final class ByteArena {

    private static final int PAGE = 1 << 20;

    private static final int PLACES_BITS = 18;

    private static final int PLACES_MASK = (1 << PLACES_BITS) - 1;

    private byte[][] pages = {new byte[PAGE]};

    private int page;

    private int free;

    /// Keeps a text and returns its place.
    int add(byte[] text) {
        int length = text.length + 2;
        if (free + length > PAGE) {
            nextPage();
        }
        byte[] to = pages[page];
        to[free] = (byte) (text.length >>> 8);
        to[free + 1] = (byte) text.length;
        System.arraycopy(text, 0, to, free + 2, text.length);
        int place = (page << PLACES_BITS) | (free >>> 2);
        free = (free + length + 3) & ~3;
        return place;
    }

    boolean holds(int place, byte[] text) {
        byte[] from = pages[place >>> PLACES_BITS];
        int at = (place & PLACES_MASK) << 2;
        int start = at + 2;
        return length(from, at) == text.length && Arrays.equals(from, start, start + text.length, text, 0, text.length);
    }

    String text(int place) {
        byte[] from = pages[place >>> PLACES_BITS];
        int at = (place & PLACES_MASK) << 2;
        return new String(from, at + 2, length(from, at), StandardCharsets.UTF_8);
    }

    /// Writes the text as a CSV cell: quoted only where it has to be (RFC 4180).
    void writeCell(int place, OutputStream out) throws IOException {
        byte[] from = pages[place >>> PLACES_BITS];
        int at = (place & PLACES_MASK) << 2;
        int start = at + 2;
        int end = start + length(from, at);
        if (!needsQuotes(from, start, end)) {
            out.write(from, start, end - start);
            return;
        }
        out.write('"');
        for (int i = start; i < end; i++) {
            if (from[i] == '"') {
                out.write('"');
            }
            out.write(from[i]);
        }
        out.write('"');
    }

    private static boolean needsQuotes(byte[] from, int start, int end) {
        for (int i = start; i < end; i++) {
            byte b = from[i];
            if (b == ',' || b == '"' || b == '\n' || b == '\r') {
                return true;
            }
        }
        return false;
    }

    private static int length(byte[] from, int at) {
        return ((from[at] & 0xFF) << 8) | (from[at + 1] & 0xFF);
    }

    private void nextPage() {
        page++;
        if (page == pages.length) {
            pages = Arrays.copyOf(pages, pages.length * 2);
        }
        pages[page] = new byte[PAGE];
        free = 0;
    }
}
