package heed.exchange.file;

import heed.exchange.BadRow;
import heed.exchange.Line;
import heed.exchange.RowReader;
import heed.exchange.UnreadableFileException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Rows of a CSV file (RFC 4180), read byte by byte: in UTF-8 no byte of another character looks like a comma, a
/// quote or a line end.
public final class CsvRows extends RowReader {

    private enum Shape {
        WHOLE, TOO_LONG, STRAY_QUOTE
    }

    private final ByteWindow window;
    private final List<String> columns;
    // Two places a cell: where it begins, and where it ends; the end is negated (~) where quotes are doubled inside.
    private int[] cells = new int[16];
    private int cellCount;
    private int length;
    private int linesInside;
    private long line = 1;

    /// Reads the header row.
    public CsvRows(ByteWindow window) throws IOException {
        this.window = window;
        this.columns = header();
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    @Override
    public @Nullable Line next() throws IOException {
        skipBlankLines();
        if (window.at(0) < 0) {
            return null;
        }
        return switch (scan()) {
            case WHOLE -> whole();
            case TOO_LONG -> bad("longer than " + MAX_ROW_BYTES + " bytes");
            case STRAY_QUOTE -> bad("a quote is not closed, or text follows it");
        };
    }

    private Line whole() throws IOException {
        byte[] raw = window.copy(length);
        long first = line;
        line += 1 + linesInside;
        window.advance(length);
        Utf8.Check check = Utf8.check(raw);
        if (check.problem() != null) {
            return new BadRow(first, check.problem(), Utf8.lenient(raw));
        }
        if (cellCount != columns.size()) {
            return new BadRow(first, "has " + cellCount + " cells, the header has " + columns.size(),
                    Utf8.lenient(raw));
        }
        int[] places = new int[cellCount * 2];
        System.arraycopy(cells, 0, places, 0, places.length);
        return new CsvRow(first, raw, places);
    }

    private Line bad(String reason) throws IOException {
        int to = window.cellEnd(0, false);
        byte[] raw = window.copy(Math.min(to, Utf8.MAX_SHOWN));
        window.skipLine();
        return new BadRow(line++, reason, Utf8.lenient(raw));
    }

    private void skipBlankLines() throws IOException {
        while (window.at(0) == '\n' || window.at(0) == '\r') {
            window.advance(0);
            line++;
        }
    }

    /// Finds the cells of the row that begins here, and its length.
    private Shape scan() throws IOException {
        cellCount = 0;
        linesInside = 0;
        int place = 0;
        while (true) {
            place = window.at(place) == '"' ? quoted(place) : plain(place);
            if (window.isTooLong()) {
                return place < 0 || linesInside > 0 ? Shape.STRAY_QUOTE : Shape.TOO_LONG;
            }
            int after = place < 0 ? '"' : window.at(place);
            if (after == ',') {
                place++;
            } else {
                length = place;
                return after == '\n' || after == '\r' || after < 0 ? Shape.WHOLE : Shape.STRAY_QUOTE;
            }
        }
    }

    private int plain(int from) throws IOException {
        int to = window.cellEnd(from, true);
        add(from, to);
        return to;
    }

    /// Returns the place behind the closing quote, or -1 where there is none.
    private int quoted(int from) throws IOException {
        boolean doubled = false;
        int to = window.quote(from + 1);
        while (to >= 0 && window.at(to + 1) == '"') {
            doubled = true;
            to = window.quote(to + 2);
        }
        if (to < 0) {
            return -1;
        }
        linesInside += window.lineEnds(from + 1, to);
        add(from + 1, doubled ? ~to : to);
        return to + 1;
    }

    private void add(int from, int to) {
        if (cellCount < MAX_COLUMNS) {
            if (cells.length == cellCount * 2) {
                cells = Arrays.copyOf(cells, cells.length * 2);
            }
            cells[cellCount * 2] = from;
            cells[cellCount * 2 + 1] = to;
        }
        cellCount++;
    }

    private List<String> header() throws IOException {
        skipBlankLines();
        if (window.at(0) < 0) {
            throw new UnreadableFileException("line 1: the file is empty; it needs a header row");
        }
        long at = line;
        switch (scan()) {
            case WHOLE -> {
            }
            case TOO_LONG -> throw new UnreadableFileException(
                    "line " + at + ": the header row is longer than " + MAX_ROW_BYTES + " bytes");
            case STRAY_QUOTE -> throw new UnreadableFileException(
                    "line " + at + ": in the header row a quote is not closed, or text follows it");
        }
        if (cellCount > MAX_COLUMNS) {
            throw new UnreadableFileException("line " + at + ": the header row has " + cellCount + " columns, at most "
                    + MAX_COLUMNS + " are taken");
        }
        byte[] raw = window.copy(length);
        String problem = Utf8.check(raw).problem();
        if (problem != null) {
            throw new UnreadableFileException("line " + at + ": the header row " + problem);
        }
        List<String> names = names(new CsvRow(at, raw, cells), at);
        line += 1 + linesInside;
        window.advance(length);
        return names;
    }

    private List<String> names(CsvRow header, long at) throws UnreadableFileException {
        List<String> names = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < cellCount; i++) {
            String text = header.text(i);
            String name = text == null ? "" : text.strip();
            if (name.isEmpty()) {
                throw new UnreadableFileException("line " + at + ": column " + (i + 1) + " has no name");
            }
            if (!seen.add(name)) {
                throw new UnreadableFileException("line " + at + ": column " + name + " stands there twice");
            }
            names.add(name);
        }
        return List.copyOf(names);
    }

    @Override
    public void close() throws IOException {
        window.close();
    }
}
