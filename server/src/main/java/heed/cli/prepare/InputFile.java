package heed.cli.prepare;

import heed.cli.Failure;
import heed.exchange.BadCellException;
import heed.exchange.BadRow;
import heed.exchange.ErrorFile;
import heed.exchange.Line;
import heed.exchange.Row;
import heed.exchange.RowReader;
import heed.exchange.UnreadableFileException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One input of `heed prepare`, read once, front to back; bad rows go to its [ErrorFile].
///
/// One thread reads and checks the next rows while another one applies the last ones.
final class InputFile {

    private static final int BATCH = 4096;

    /// What a row says.
    ///
    /// @param <T> what a good row is read as
    interface Reading<T> {

        /// What the row says; null when that does not matter here.
        ///
        /// @throws BadCellException with the reason, when the row is bad
        @Nullable
        T read(Row row);
    }

    /// Finds the columns that a reading needs.
    ///
    /// @param <T> what a good row is read as
    interface Readings<T> {

        /// How to read the rows of a file with these columns.
        ///
        /// @throws heed.exchange.UnreadableFileException without a column that every row needs
        Reading<T> of(Columns columns) throws IOException;
    }

    /// A row, read.
    ///
    /// @param value what it says, null when it is bad or does not matter here
    /// @param problem why it is bad, null when it is not
    private record Read<T>(Line line, @Nullable T value, @Nullable String problem) {}

    private final Path path;

    private final Progress progress;

    private long rows;

    private long bad;

    InputFile(Path path, Progress progress) {
        this.path = path;
        this.progress = progress;
    }

    /// Rows read, bad ones included.
    long rows() {
        return rows;
    }

    /// Bad rows.
    long bad() {
        return bad;
    }

    /// Where its bad rows go: beside it, `<input name>.errors.csv`. One that an earlier run left is removed.
    Path errorFile() {
        return ErrorFile.beside(path);
    }

    /// One line for the person at the terminal, when there were bad rows.
    Optional<String> complaint() {
        return bad == 0
                ? Optional.empty()
                : Optional.of("%s: %,d of %,d rows are bad, see %s".formatted(
                        path, bad, rows, errorFile()));
    }

    /// Reads every row with what `readings` makes of the columns, and passes what it says to `applied`, in order.
    /// Both may refuse a row by a [BadCellException] with the reason.
    <T> void forEach(Readings<T> readings, Consumer<T> applied) {
        InputStream bytes = open();
        try (ErrorFile errors = newErrorFile();
                RowReader in = RowReader.open(bytes, null);
                ExecutorService ahead = Executors.newSingleThreadExecutor()) {
            Reading<T> read = readings.of(new Columns(in));
            List<Read<T>> batch = batch(in, read);
            while (!batch.isEmpty()) {
                Future<List<Read<T>>> next = ahead.submit(() -> batch(in, read));
                apply(batch, applied, errors);
                progress.show();
                batch = get(next);
            }
        } catch (UnreadableFileException problem) {
            throw new Failure(path + ": " + problem.getMessage(), problem);
        } catch (IOException problem) {
            throw Failure.of("read", path, problem);
        }
    }

    /// Reads a text file without columns: every line that is not empty and does not begin with `#`, trimmed.
    void forEachLine(Consumer<String> applied) {
        InputStream bytes = open();
        try (ErrorFile errors = newErrorFile(); TextLines in = new TextLines(bytes)) {
            long number = 0;
            for (String line = in.next(); line != null; line = in.next()) {
                number++;
                if (!line.isBlank() && !line.startsWith("#")) {
                    rows++;
                    String problem = refusal(line.strip(), applied);
                    if (problem != null) {
                        refuse(new BadRow(number, problem, line), errors);
                    }
                }
            }
        } catch (IOException problem) {
            throw Failure.of("read", path, problem);
        }
    }

    private InputStream open() {
        if (Files.isDirectory(path)) {
            throw new Failure(path + " is a directory, not a file");
        }
        try {
            return progress.counting(Files.newInputStream(path));
        } catch (NoSuchFileException problem) {
            throw new Failure("there is no file " + path, problem);
        } catch (IOException problem) {
            throw Failure.of("read", path, problem);
        }
    }

    private ErrorFile newErrorFile() {
        try {
            Files.deleteIfExists(errorFile());
            return new ErrorFile(errorFile());
        } catch (IOException problem) {
            throw Failure.of("write", errorFile(), problem);
        }
    }

    private void refuse(BadRow row, ErrorFile errors) {
        bad++;
        try {
            errors.add(row);
        } catch (IOException problem) {
            throw Failure.of("write", errorFile(), problem);
        }
    }

    private static <T> List<Read<T>> batch(RowReader in, Reading<T> read) throws IOException {
        List<Read<T>> batch = new ArrayList<>(BATCH);
        while (batch.size() < BATCH) {
            Line line = in.next();
            if (line == null) {
                break;
            }
            batch.add(read(line, read));
        }
        return batch;
    }

    private static <T> Read<T> read(Line line, Reading<T> read) {
        return switch (line) {
            case BadRow row -> new Read<>(row, null, row.reason());
            case Row row -> {
                try {
                    yield new Read<>(row, read.read(row), null);
                } catch (BadCellException problem) {
                    yield new Read<>(row, null, problem.getMessage());
                }
            }
        };
    }

    private <T> void apply(List<Read<T>> batch, Consumer<T> applied, ErrorFile errors) {
        for (Read<T> row : batch) {
            rows++;
            String problem = row.problem();
            if (problem == null && row.value() != null) {
                problem = refusal(row.value(), applied);
            }
            if (problem != null) {
                refuse(new BadRow(row.line().line(), problem, row.line().raw()), errors);
            }
        }
    }

    private static <T> @Nullable String refusal(T value, Consumer<T> applied) {
        try {
            applied.accept(value);
            return null;
        } catch (BadCellException problem) {
            return problem.getMessage();
        }
    }

    private static <T> T get(Future<T> future) throws IOException {
        try {
            return future.get();
        } catch (InterruptedException problem) {
            Thread.currentThread().interrupt();
            throw new Failure("interrupted", problem);
        } catch (ExecutionException problem) {
            switch (problem.getCause()) {
                case IOException cause -> throw cause;
                case null, default -> throw new IllegalStateException(problem.getCause());
            }
        }
    }
}
