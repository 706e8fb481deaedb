package heed.exchange.work;

import heed.exchange.BadCellException;
import heed.exchange.BadRow;
import heed.exchange.Import;
import heed.exchange.Line;
import heed.exchange.Row;
import heed.exchange.RowReader;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Reads a stored file chunk by chunk, beginning behind the last line that is worked off.
final class ChunkReader<R extends RowKind.Parsed> implements AutoCloseable {

    private static final long MOST_BYTES = 16 << 20;

    private final SeekableByteChannel file;
    private final RowReader reader;
    private final RowKind.RowParser<R> parser;
    private final long size;
    private final long doneLines;

    ChunkReader(Path path, Import work, RowKind<R> kind) throws IOException {
        file = Files.newByteChannel(path);
        size = Math.max(1, file.size());
        doneLines = work.doneLines();
        try {
            reader = RowReader.open(Channels.newInputStream(file), work.options().format());
            parser = kind.parser(reader, work);
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    /// The next rows, none at the end.
    Chunk<R> next(int rows) throws IOException {
        List<R> good = new ArrayList<>(rows);
        List<BadRow> bad = new ArrayList<>();
        long last = doneLines;
        Line line = null;
        long bytes = 0;
        while (good.size() + bad.size() < rows && bytes < MOST_BYTES && (line = reader.next()) != null) {
            if (line.line() > doneLines) {
                last = line.line();
                bytes += line instanceof Row row ? row.size() : line.raw().length();
                add(line, good, bad);
            }
        }
        return new Chunk<>(good, bad, last, line == null ? 1 : (double) file.position() / size);
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
