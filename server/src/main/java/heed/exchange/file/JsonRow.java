package heed.exchange.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import heed.exchange.BadCellException;
import heed.exchange.Row;
import org.jspecify.annotations.Nullable;

/// An NDJSON row.
final class JsonRow implements Row {

    private final long line;
    private final byte[] raw;
    private final JsonCell[] cells;

    JsonRow(long line, byte[] raw, JsonCell[] cells) {
        this.line = line;
        this.raw = raw;
        this.cells = cells;
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
        return column >= 0 && column < cells.length && cells[column].present();
    }

    @Override
    public @Nullable String text(int column) {
        if (!has(column)) {
            return null;
        }
        JsonCell cell = cells[column];
        if (cell.text() == null && cell.json() != null) {
            throw new BadCellException("a list or an object stands where a text belongs");
        }
        return cell.text();
    }

    @Override
    public @Nullable String json(int column) {
        return has(column) ? cells[column].json() : null;
    }
}
