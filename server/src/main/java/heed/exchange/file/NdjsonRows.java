package heed.exchange.file;

import heed.exchange.BadCellException;
import heed.exchange.BadRow;
import heed.exchange.Line;
import heed.exchange.RowReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/// Rows of an NDJSON file: one JSON object a line, its names are the columns. null is an empty cell.
public final class NdjsonRows extends RowReader {

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    private final ByteWindow window;
    private final List<String> columns = new ArrayList<>();
    private final Map<String, Integer> places = new HashMap<>();
    private long line;

    /// Begins at the window's start.
    public NdjsonRows(ByteWindow window) {
        this.window = window;
    }

    @Override
    public List<String> columns() {
        return Collections.unmodifiableList(columns);
    }

    @Override
    public int column(String name) {
        return places.getOrDefault(name, -1);
    }

    @Override
    public @Nullable Line next() throws IOException {
        while (window.at(0) >= 0) {
            line++;
            int to = window.cellEnd(0, false);
            byte[] raw = window.copy(Math.min(to, MAX_ROW_BYTES));
            if (window.isTooLong()) {
                window.skipLine();
                return new BadRow(line, "longer than " + MAX_ROW_BYTES + " bytes", Utf8.lenient(raw));
            }
            window.advance(to);
            if (!isBlank(raw)) {
                return row(raw);
            }
        }
        return null;
    }

    private static boolean isBlank(byte[] raw) {
        for (byte b : raw) {
            if (b != ' ' && b != '\t') {
                return false;
            }
        }
        return true;
    }

    private Line row(byte[] raw) {
        Utf8.Check check = Utf8.check(raw);
        if (check.problem() != null) {
            return new BadRow(line, check.problem(), Utf8.lenient(raw));
        }
        try (JsonParser in = JSON.createParser(ObjectReadContext.empty(), raw)) {
            return new JsonRow(line, raw, cells(in));
        } catch (StreamConstraintsException e) {
            return new BadRow(line, "is nested too deeply, or holds a name or a number that is too long",
                    Utf8.lenient(raw));
        } catch (JacksonException e) {
            return new BadRow(line, "is not a JSON object: " + e.getOriginalMessage(), Utf8.lenient(raw));
        } catch (BadCellException e) {
            return new BadRow(line, e.reason(), Utf8.lenient(raw));
        }
    }

    private JsonCell[] cells(JsonParser in) {
        if (in.nextToken() != JsonToken.START_OBJECT) {
            throw new BadCellException("is not a JSON object");
        }
        List<JsonCell> cells = new ArrayList<>(columns.size());
        while (in.nextToken() != JsonToken.END_OBJECT) {
            int place = place(JsonCell.storable(in.currentName()));
            while (cells.size() <= place) {
                cells.add(JsonCell.MISSING);
            }
            in.nextToken();
            cells.set(place, JsonCell.of(in));
        }
        if (in.nextToken() != null) {
            throw new BadCellException("holds more than one JSON object");
        }
        return cells.toArray(JsonCell[]::new);
    }

    private int place(String name) {
        Integer place = places.get(name);
        if (place != null) {
            return place;
        }
        if (columns.size() == MAX_COLUMNS) {
            throw new BadCellException("the file has more than " + MAX_COLUMNS + " different names");
        }
        columns.add(name);
        places.put(name, columns.size() - 1);
        return columns.size() - 1;
    }

    @Override
    public void close() throws IOException {
        window.close();
    }
}
