package heed.exchange.work;

import heed.exchange.BadCellException;
import heed.exchange.BadRow;
import heed.exchange.Import;
import heed.exchange.Line;
import heed.exchange.Row;
import heed.exchange.RowReader;
import heed.exchange.UnreadableFileException;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads a stored file chunk by chunk, beginning behind the last line that is worked off.
final class ChunkReader<R extends RowKind.Parsed> implements AutoCloseable {

    private static final long MOST_BYTES = 16 << 20;

    private final SeekableByteChannel file;
    private final RowReader reader;
    private final RowKind.RowParser<R> parser;
    private final long size;
    private final long doneLines;
    private final List<String> header;
    private long lastLine;
    private @Nullable UnreadableFileException end;

    /// @param most how many bytes the file may unpack to
    ChunkReader(Path path, Import work, RowKind<R> kind, long most) throws IOException {
        file = Files.newByteChannel(path);
        size = Math.max(1, file.size());
        doneLines = work.doneLines();
        try {
            reader = RowReader.open(Channels.newInputStream(file), work.options().format(), most);
            parser = kind.parser(reader, work);
            header = List.copyOf(reader.columns());
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    /// The next rows, none at the end.
    ///
    /// @throws UnreadableFileException where the rest cannot be read; the rows before that place came first
    Chunk<R> next(int rows) throws IOException {
        if (end != null) {
            throw end;
        }
        List<R> good = new ArrayList<>(rows);
        List<BadRow> bad = new ArrayList<>();
        lastLine = doneLines;
        boolean more = true;
        try {
            more = fill(good, bad, rows);
        } catch (UnreadableFileException e) {
            end = placed(e);
            if (good.isEmpty() && bad.isEmpty()) {
                throw end;
            }
        }
        return new Chunk<>(good, bad, lastLine, more ? (double) file.position() / size : 1);
    }

    /// Returns whether there may be more.
    private boolean fill(List<R> good, List<BadRow> bad, int rows) throws IOException {
        long bytes = 0;
        while (good.size() + bad.size() < rows && bytes < MOST_BYTES) {
            Line line = reader.next();
            if (line == null) {
                return false;
            }
            if (line.line() > doneLines) {
                bytes += line instanceof Row row ? row.size() : line.raw().length();
                add(line, good, bad);
                lastLine = line.line();
            }
        }
        return true;
    }

    /// The columns of a CSV file; of an NDJSON file nobody needs them.
    List<String> header() {
        return header;
    }

    private UnreadableFileException placed(UnreadableFileException e) {
        String message = String.valueOf(e.getMessage());
        return message.startsWith("line ") || lastLine == 0
                ? e
                : new UnreadableFileException("after line " + lastLine + ": " + message, e);
    }

    private void add(Line line, List<R> good, List<BadRow> bad) throws IOException {
        switch (line) {
            case BadRow row -> bad.add(row);
            case Row row -> {
                try {
                    good.add(parser.parse(row));
                } catch (BadCellException e) {
                    bad.add(new BadRow(row.line(), e.reason(), row.raw()));
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
