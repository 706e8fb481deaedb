package heed.exchange;

import heed.exchange.file.ByteWindow;
import heed.exchange.file.CsvRows;
import heed.exchange.file.NdjsonRows;
import heed.exchange.file.Unpacked;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the rows of a CSV or NDJSON file from front to back, plain or gzip, in bounded memory: one row is held at a
/// time, and a row longer than [#MAX_ROW_BYTES] is a [BadRow]. Bad rows never stop the reading. UTF-8, with or
/// without BOM. Lines are numbered as a text editor does, also after quotes across lines.
///
/// A quote that is never closed costs its own line, not the rest of the file: reading goes on with the next line.
///
/// Not for several threads; the rows it returns are.
public abstract class RowReader implements AutoCloseable {

    /// The longest row, in bytes.
    public static final int MAX_ROW_BYTES = 1 << 20;

    /// The most columns a file may have; NDJSON: the most different names in all.
    public static final int MAX_COLUMNS = 1000;

    /// Reads a file whose first character tells its format: `{` begins NDJSON.
    ///
    /// @throws UnreadableFileException where it is UTF-16, or has no usable header row
    public static RowReader open(Path file) throws IOException {
        return open(Files.newInputStream(file), null);
    }

    /// How the rows of a file are written, as its first character tells.
    ///
    /// @throws UnreadableFileException where it is UTF-16, or its gzip stream is damaged
    public static RowFormat formatOf(Path file) throws IOException {
        try (ByteWindow window = new ByteWindow(Unpacked.of(Files.newInputStream(file), Long.MAX_VALUE),
                MAX_ROW_BYTES)) {
            window.skipByteOrderMark();
            return window.format();
        }
    }

    /// Reads a stream of any length, and closes it at the end.
    ///
    /// @param format how the rows are written; null: the first character tells
    /// @throws UnreadableFileException where it is UTF-16, or has no usable header row
    public static RowReader open(InputStream in, @Nullable RowFormat format) throws IOException {
        return open(in, format, Long.MAX_VALUE);
    }

    /// Reads a stream that may unpack to so many bytes at most, and closes it at the end.
    ///
    /// @param format how the rows are written; null: the first character tells
    /// @throws UnreadableFileException where it is UTF-16, has no usable header row, or unpacks to more
    public static RowReader open(InputStream in, @Nullable RowFormat format, long most) throws IOException {
        ByteWindow window = new ByteWindow(Unpacked.of(in, most), MAX_ROW_BYTES);
        try {
            window.skipByteOrderMark();
            RowFormat found = format == null ? window.format() : format;
            return switch (found) {
                case CSV -> new CsvRows(window);
                case NDJSON -> new NdjsonRows(window);
            };
        } catch (IOException e) {
            window.close();
            throw e;
        }
    }

    /// The columns: for CSV the header row; for NDJSON the names met so far, so the list grows.
    public abstract List<String> columns();

    /// The place of a column, or -1.
    public int column(String name) {
        return columns().indexOf(name);
    }

    /// The next row, good or bad; null at the end.
    ///
    /// @throws UnreadableFileException where the rest cannot be read, as in a gzip stream that is cut
    public abstract @Nullable Line next() throws IOException;

    @Override
    public abstract void close() throws IOException;
}
