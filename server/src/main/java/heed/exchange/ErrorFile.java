package heed.exchange;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// The rows that were not used: a CSV file `line,reason,row`. Made when the first such row comes.
///
/// For people, and safe in spreadsheets: a cell that a spreadsheet would take for a formula gets an apostrophe in
/// front, and a long row is cut. So it is no file to import: mend the rows in the file they came from, by their line,
/// and import that again; what was applied is found unchanged.
/// Not for several threads.
public final class ErrorFile implements AutoCloseable {

    private final Path file;
    private @Nullable CsvWriter writer;
    private long count;

    /// @param file where it will stand; what stands there is added to
    public ErrorFile(Path file) {
        this.file = file;
    }

    /// Where the error file of an input file stands: beside it.
    public static Path beside(Path input) {
        return input.resolveSibling(input.getFileName() + ".errors.csv");
    }

    /// Adds a row.
    public void add(BadRow row) throws IOException {
        writer().writeRecord(Long.toString(row.line()), safe(row.reason()), safe(row.raw()));
        count++;
    }

    /// How many rows were added here.
    public long count() {
        return count;
    }

    /// Hands what was added to the operating system.
    public void flush() throws IOException {
        if (writer != null) {
            writer.flush();
        }
    }

    private CsvWriter writer() throws IOException {
        if (writer == null) {
            OutputStream out = new BufferedOutputStream(
                    Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
            Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            boolean begins = Files.size(file) == 0;
            writer = CsvWriter.builder().build(text);
            if (begins) {
                writer.writeRecord("line", "reason", "row");
            }
        }
        return writer;
    }

    private static String safe(String cell) {
        return !cell.isEmpty() && "=+-@\t\r\n".indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
    }

    @Override
    public void close() throws IOException {
        if (writer != null) {
            writer.close();
        }
    }
}
