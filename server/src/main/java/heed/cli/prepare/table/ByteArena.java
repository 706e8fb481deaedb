package heed.cli.prepare.table;

import heed.exchange.CellBytes;
import java.io.IOException;
import java.util.Arrays;

/// Texts one after another in pages of a MiB, each with its length before it: about 4 bytes a text besides the text.
///
/// A place is the offset in units of four bytes, so an `int` reaches 16 GiB. Texts are at most 64 KiB of UTF-8.
/// Nothing is ever taken out. Not for several threads.
public final class ByteArena {

    /// The longest text, in bytes.
    public static final int LONGEST = (1 << 16) - 1;

    private static final int PAGE = 1 << 20;

    /// A page leaves room for the head of the array, so that both fit into one region of the garbage collector (G1)
    /// and do not take two.
    private static final int USED = PAGE - 64;

    private static final int PLACES_BITS = 18;

    private static final int PLACES_MASK = (1 << PLACES_BITS) - 1;

    private byte[][] pages = {new byte[USED]};

    private int page;

    private int free;

    /// Keeps a text of at most [#LONGEST] bytes and returns its place.
    public int add(CellBytes text) {
        int length = text.length() + 2;
        if (free + length > USED) {
            nextPage();
        }
        byte[] to = pages[page];
        to[free] = (byte) (text.length() >>> 8);
        to[free + 1] = (byte) text.length();
        System.arraycopy(text.bytes(), text.from(), to, free + 2, text.length());
        int place = (page << PLACES_BITS) | (free >>> 2);
        free = (free + length + 3) & ~3;
        return place;
    }

    public boolean holds(int place, CellBytes text) {
        byte[] from = pages[place >>> PLACES_BITS];
        int at = (place & PLACES_MASK) << 2;
        int start = at + 2;
        return length(from, at) == text.length() && text.holds(from, start, start + text.length());
    }

    public CellBytes text(int place) {
        byte[] from = pages[place >>> PLACES_BITS];
        int at = (place & PLACES_MASK) << 2;
        return new CellBytes(from, at + 2, at + 2 + length(from, at));
    }

    /// Writes the text as a CSV cell: quoted only where it has to be (RFC 4180).
    public void writeCell(int place, CsvOut out) throws IOException {
        byte[] from = pages[place >>> PLACES_BITS];
        int at = (place & PLACES_MASK) << 2;
        int start = at + 2;
        out.cell(from, start, start + length(from, at));
    }

    private static int length(byte[] from, int at) {
        return ((from[at] & 0xFF) << 8) | (from[at + 1] & 0xFF);
    }

    private void nextPage() {
        page++;
        if (page == pages.length) {
            pages = Arrays.copyOf(pages, pages.length * 2);
        }
        pages[page] = new byte[USED];
        free = 0;
    }
}
