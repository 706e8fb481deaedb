package heed.exchange.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import heed.exchange.CellBytes;
import heed.exchange.Row;
import org.jspecify.annotations.Nullable;

/// A CSV row: its bytes, and where its cells stand in them.
final class CsvRow implements Row {

    private final long line;
    private final byte[] raw;
    private final int[] places;

    /// @param places two a cell: where it begins, and where it ends, the end negated (~) where quotes are doubled
    CsvRow(long line, byte[] raw, int[] places) {
        this.line = line;
        this.raw = raw;
        this.places = places;
    }

    @Override
    public long line() {
        return line;
    }

    @Override
    public String raw() {
        return Utf8.lenient(raw);
    }

    @Override
    public String whole() {
        return new String(raw, UTF_8);
    }

    @Override
    public int size() {
        return raw.length;
    }

    @Override
    public boolean has(int column) {
        return column >= 0 && column * 2 < places.length;
    }

    @Override
    public @Nullable String text(int column) {
        if (!has(column)) {
            return null;
        }
        int from = places[column * 2];
        int to = places[column * 2 + 1];
        if (to < 0) {
            return new String(raw, from, ~to - from, UTF_8).replace("\"\"", "\"");
        }
        return from == to ? null : new String(raw, from, to - from, UTF_8);
    }

    @Override
    public @Nullable CellBytes bytes(int column) {
        if (!has(column)) {
            return null;
        }
        int from = places[column * 2];
        int to = places[column * 2 + 1];
        if (to < 0) {
            return Row.super.bytes(column);
        }
        return from == to ? null : new CellBytes(raw, from, to);
    }

    @Override
    public @Nullable String json(int column) {
        String text = text(column);
        return text == null ? null : Json.quoted(text);
    }
}
